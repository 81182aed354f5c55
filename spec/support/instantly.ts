import { queueScheduler, type SchedulerLike } from 'rxjs';

/** A scheduler that stands at one time, and whose pauses (of 0 ms) take none. */
export function instantly(now = Date.UTC(2026, 10, 21, 10, 20)): SchedulerLike {
  return {
    now: () => now,
    schedule: queueScheduler.schedule.bind(queueScheduler),
  };
}
