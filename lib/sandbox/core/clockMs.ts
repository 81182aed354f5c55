import type { OxlinState } from './OxlinState.js';

/**
 * Returns the sandbox's own date at an instant of its caller's clock.
 *
 * @param state the simulator
 * @param now the caller's clock. Unit: ms
 * @returns epoch ms
 * @example
 * new Date(clockMs(state, now)).toUTCString(); // the Date header
 */
export function clockMs(state: Pick<OxlinState, 'clock'>, now: number): number {
  return state.clock.heldAt ?? now + state.clock.shiftMs;
}
