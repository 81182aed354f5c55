import { defer, filter, type MonoTypeOperatorFunction } from 'rxjs';
import type { QueueTick } from '../model/QueueTick.js';
import type { SyncSession } from './SyncSession.js';

/**
 * Lets ticks through from the first that tells how the queue stands; gives up when reading fails too often before that.
 *
 * ```marble
 * ticks    -r-r-p-r-p
 * output   -----p-r-p
 * ```
 *
 * Failures before the first page are told through `notify`; after `retryAttempts` repetitions the next one is the error of
 * the stream, so that nothing is triggered without a baseline. Memory: O(1). Completes with its source.
 *
 * @param session the run, which is told of the repetitions
 * @example
 * sharePoll(user, settings).values.pipe(afterFirstRead(session));
 */
export function afterFirstRead({ settings, notify }: SyncSession): MonoTypeOperatorFunction<QueueTick> {
  return (ticks) =>
    defer(() => {
      let isOpen = false;
      let failures = 0;
      return ticks.pipe(
        filter((tick) => {
          if (isOpen || tick.kind !== 'retry') return (isOpen = true);
          failures += 1;
          if (failures > settings.retryAttempts) throw tick.error;
          notify(tick.notice);
          return false;
        }),
      );
    });
}
