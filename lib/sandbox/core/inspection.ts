import type { Content } from './endpoints/Call.js';
import { pageContent, refusal } from './endpoints/content.js';
import type { OxlinState } from './OxlinState.js';
import { requestLog } from './requestLog.js';
import type { SandboxRequest } from './SandboxRequest.js';
import { sandboxTruth } from './sandboxTruth.js';

/**
 * Answers the sandbox's own pages, `GET /__sandbox/log` and `GET /__sandbox/truth` on the API's origin; undefined for
 * every other request. They need no token, meet no fault and are not logged.
 *
 * @param state the simulator
 * @param request what was asked
 * @example
 * answerInspection(state, request)?.body;
 */
export function answerInspection(state: OxlinState, request: SandboxRequest): Content | undefined {
  if (request.origin !== 'api' || !request.target.startsWith('/__sandbox/')) return undefined;
  const page = PAGES[request.target];
  if (page === undefined) return refusal(404, 'no such page of the sandbox');
  if (request.method !== 'GET') return refusal(405, 'method not allowed', { allow: 'GET' });
  return pageContent(page(state));
}

const PAGES: Readonly<Record<string, (state: OxlinState) => unknown>> = {
  '/__sandbox/log': requestLog,
  '/__sandbox/truth': sandboxTruth,
};
