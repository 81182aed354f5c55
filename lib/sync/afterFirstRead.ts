import { defer, filter, type MonoTypeOperatorFunction, throwError, timeout } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
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
 * Failures before the first page are told through `notify`; after `retryAttempts` repetitions or at the deadline, what they
 * failed with is the error of the stream, so that nothing is triggered without a baseline. Memory: O(1). Completes with its source.
 *
 * @param session the run, which is told of the repetitions
 * @example
 * sharePoll(user, settings).values.pipe(afterFirstRead(session));
 */
export function afterFirstRead(session: SyncSession): MonoTypeOperatorFunction<QueueTick> {
  const { user, settings, notify } = session;
  return (ticks) =>
    defer(() => {
      let isOpen = false;
      let failures = 0;
      let cause: unknown = new UpstreamTimeoutError('read queue', settings.deadlineMs);
      return ticks.pipe(
        filter((tick) => {
          if (isOpen || tick.kind !== 'retry') return (isOpen = true);
          failures += 1;
          if (!isHeldBack(tick.error)) cause = tick.error;
          if (failures > settings.retryAttempts) throw cause;
          notify(tick.notice);
          return false;
        }),
        timeout({ first: session.timeLeftMs(), scheduler: user.scheduler, with: () => throwError(() => cause) }),
      );
    });
}

/** An open circuit only tells that others failed before; why they did is the cause. */
function isHeldBack(error: unknown): boolean {
  return isAggregationError(error) && error.name === 'CircuitOpenError';
}
