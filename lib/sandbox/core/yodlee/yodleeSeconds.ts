import type { YodleeState } from './YodleeState.js';

/**
 * Returns the service's own date at an instant of its caller's clock.
 *
 * @param state the service
 * @param now the caller's clock. Unit: ms
 * @returns epoch seconds, rounded down
 * @example
 * yodleeSeconds(state, now) % 1; // 0
 */
export function yodleeSeconds(state: Pick<YodleeState, 'clock'>, now: number): number {
  return Math.floor((now + state.clock.shiftMs) / 1000);
}
