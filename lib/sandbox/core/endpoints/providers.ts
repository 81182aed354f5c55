import { PROVIDERS } from '../bank/PROVIDERS.js';
import { providerJson } from '../wire/providerJson.js';
import type { Call, Reply } from './Call.js';
import { jsonContent, refusal } from './content.js';

/**
 * Answers `GET /providers`: the sandbox's banks with their channel definitions.
 *
 * @param call the request
 * @example
 * listProviders(call).content.body;
 */
export function listProviders({ state }: Call): Reply {
  return { state, content: jsonContent(Object.values(PROVIDERS).map((one) => providerJson(state.settings, one))) };
}

/**
 * Answers `GET /providers/{id}`.
 *
 * @param call the request
 * @example
 * readProvider(call).content.status; // 200 or 404
 */
export function readProvider({ state, ids: [id = ''] }: Call): Reply {
  const provider = PROVIDERS[id];
  if (provider === undefined) return { state, content: refusal(404, 'no such provider') };
  return { state, content: jsonContent(providerJson(state.settings, provider)) };
}
