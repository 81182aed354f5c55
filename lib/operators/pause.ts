import { concatMap, type Observable, type SchedulerLike, timer } from 'rxjs';
import { LONGEST_TIMER_MS } from './LONGEST_TIMER_MS.js';

/**
 * Emits one 0 after `ms` and completes, however long that is.
 *
 * ```marble
 * pause    ---(n|)  of 3 ms, n = 0
 * ```
 *
 * A pause above 2^31 − 1 ms is a chain of timers, because a single one would fire at once. Memory: one timer. Never
 * errors.
 *
 * @param ms how long; negative counts as 0. Unit: ms
 * @param scheduler its clock
 * @example
 * pause(500, asyncScheduler).subscribe(() => retry());
 */
export function pause(ms: number, scheduler: SchedulerLike): Observable<0> {
  if (ms <= LONGEST_TIMER_MS) return timer(ms, scheduler);
  return timer(LONGEST_TIMER_MS, scheduler).pipe(concatMap(() => pause(ms - LONGEST_TIMER_MS, scheduler)));
}
