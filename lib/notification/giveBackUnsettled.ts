import { defer, finalize, type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { Lease } from '../ports/InboxStore.js';
import type { FanOut } from './FanOut.js';
import { giveBack } from './giveBack.js';

/**
 * Gives the lease back when the subscriber leaves in the middle of the work.
 *
 * ```marble
 * work    ---w|
 * output  ---w|
 * ```
 *
 * Memory: none of its own. Errors of the work pass through.
 *
 * @param fanOut the surroundings
 * @param lease what is worked on
 * @example
 * work.pipe(settleFailure(fanOut, lease), giveBackUnsettled(fanOut, lease));
 */
export function giveBackUnsettled<Tx, T>(fanOut: FanOut<Tx>, lease: Lease): MonoTypeOperatorFunction<T> {
  return (work) =>
    defer(() => {
      let isSettled = false;
      const settle = (): void => {
        isSettled = true;
      };
      return work.pipe(
        tap({ next: settle, error: settle, complete: settle }),
        finalize(() => {
          if (!isSettled) giveBack(fanOut, lease);
        }),
      );
    });
}
