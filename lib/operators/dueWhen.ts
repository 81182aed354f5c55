import { Observable, type SchedulerLike, type Subscription } from 'rxjs';
import { LONGEST_TIMER_MS } from './LONGEST_TIMER_MS.js';

/**
 * Emits once when no time is left, and completes; a sign of life makes it look at the clock anew.
 *
 * ```marble
 * signs    ------s---
 * dueWhen  ------(d|)  a machine that slept past the hour finds out at the first sign
 * ```
 *
 * One timer, set again when it fires too early, so that any time may be left. Memory: O(1). Errors of `signs` pass
 * through; their completion means nothing.
 *
 * @param timeLeftMs time that is left now. Unit: ms, ≥ 0
 * @param signs whatever shows that time goes on
 * @param scheduler clock of the timer
 * @example
 * dueWhen(() => 500, NEVER, asyncScheduler).subscribe(() => giveUp());
 */
export function dueWhen(timeLeftMs: () => number, signs: Observable<unknown>, scheduler: SchedulerLike): Observable<0> {
  return new Observable((subscriber) => {
    let timer: Subscription | undefined;
    const look = (): boolean => {
      if (timeLeftMs() > 0) return false;
      subscriber.next(0);
      subscriber.complete();
      return true;
    };
    const arm = (): void => {
      timer = scheduler.schedule(
        () => {
          if (!look()) arm();
        },
        Math.min(timeLeftMs(), LONGEST_TIMER_MS),
      );
    };
    arm();
    subscriber.add(() => timer?.unsubscribe());
    subscriber.add(
      signs.subscribe({
        next: look,
        error: (error: unknown) => {
          subscriber.error(error);
        },
      }),
    );
  });
}
