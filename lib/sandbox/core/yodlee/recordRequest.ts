import type { YodleeState } from './YodleeState.js';

/**
 * Writes a request into the service's log.
 *
 * @param state the service
 * @param entry what was asked, and what was answered
 * @param now the caller's clock. Unit: ms
 * @example
 * recordRequest(state, { method: 'GET', path: '/ysl/user', status: 200 }, now).requests; // one more
 */
export function recordRequest(
  state: YodleeState,
  entry: { readonly method: string; readonly path: string; readonly status: number },
  now: number,
): YodleeState {
  const at = new Date(now + state.clock.shiftMs).toISOString();
  return { ...state, requests: state.requests + 1, log: { last: { at, ...entry }, before: state.log } };
}
