import { type ProviderRecord, PROVIDERS } from '../bank/PROVIDERS.js';
import type { OxlinState } from '../OxlinState.js';
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
  return { state, content: jsonContent(Object.values(PROVIDERS).map((one) => shown(state, one))) };
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
  return { state, content: jsonContent(shown(state, provider)) };
}

/** A channel definition is out of order as long as one of its channels says so. */
const shown = (state: OxlinState, provider: ProviderRecord) => {
  const channels = Object.values(state.connections).flatMap((connection) => connection.channels);
  const unavailable = channels.filter((channel) => channel.unavailable).map(({ definitionId }) => definitionId);
  return providerJson(state.settings, provider, new Set(unavailable));
};
