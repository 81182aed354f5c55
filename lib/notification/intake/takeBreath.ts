import { defer, finalize, type MonoTypeOperatorFunction, type SchedulerLike, Subscription, tap } from 'rxjs';
import type { Valve } from './Valve.js';

/** So much is worked on without a pause. Unit: bytes */
export const BREATH_BYTES = 131_072;

/**
 * Passes bytes, and after so many holds their source back until others had their turn.
 *
 * ```marble
 * source      -a-a-a-|  a of half a breath
 * takeBreath  -a-a-a-|
 * ```
 *
 * A sender that is faster than the decoder would otherwise fill the memory with what it has sent. What comes although it
 * is held back is passed. Memory: none. Errors and completion pass through.
 *
 * @param valve holds the source back
 * @param scheduler whose turns they are
 * @example
 * request.body.pipe(takeBreath(valve, asyncScheduler));
 */
export function takeBreath(valve: Valve, scheduler: SchedulerLike): MonoTypeOperatorFunction<Uint8Array> {
  return (bytes) =>
    defer(() => {
      const turns = new Subscription();
      let passed = 0;
      const breathe = ({ byteLength }: Uint8Array): void => {
        passed += byteLength;
        if (passed < BREATH_BYTES) return;
        passed = 0;
        valve.enter(valve.capacity);
        turns.add(scheduler.schedule(() => valve.leave(valve.capacity)));
      };
      return bytes.pipe(
        tap(breathe),
        finalize(() => turns.unsubscribe()),
      );
    });
}
