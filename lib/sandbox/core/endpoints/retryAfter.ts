import { clockMs } from '../clockMs.js';
import type { OxlinState } from '../OxlinState.js';

/**
 * Writes a `Retry-After` header: seconds of the caller's clock, at least one, in either form the standard allows.
 *
 * @param state the simulator
 * @param now the caller's clock. Unit: ms
 * @param pause how long (ms of the sandbox's clock) and in which form
 * @example
 * retryAfter(state, now, { ms: 3_000, form: 'seconds' }); // '3' at speed 1, '1' at speed 10
 */
export function retryAfter(
  state: Pick<OxlinState, 'clock'> & { readonly settings: { readonly speed: number } },
  now: number,
  { ms, form }: { readonly ms: number; readonly form: 'seconds' | 'date' },
): string {
  const seconds = Math.max(1, Math.ceil(ms / state.settings.speed / 1000));
  // A date is only as fine as a second: one more, so that nobody is asked back too soon.
  return form === 'seconds' ? String(seconds) : new Date(clockMs(state, now) + (seconds + 1) * 1000).toUTCString();
}
