import { VirtualTimeScheduler } from 'rxjs';

/** When a suite begins. */
export const SUITE_START = new Date('2018-06-04T11:00:00Z');

/**
 * Virtual time that a suite moves by hand, with a wall clock that it can set wrong.
 *
 * @example
 * const clock = new SuiteClock();
 * clock.advance(1_000); // timers of the next second have fired
 */
export class SuiteClock {
  readonly scheduler = new VirtualTimeScheduler();
  private skewMs = 0;

  constructor() {
    this.scheduler.frame = SUITE_START.getTime();
    this.scheduler.now = () => this.scheduler.frame + this.skewMs;
  }

  now(): Date {
    return new Date(this.scheduler.now());
  }

  /** Lets time pass; every timer due by then fires. Unit: ms */
  advance(ms: number): void {
    const { scheduler } = this;
    const target = scheduler.frame + ms;
    scheduler.maxFrames = target;
    scheduler.flush();
    scheduler.frame = target;
  }

  /** Sets the wall clock forward, or back; no time passes. Unit: ms */
  setWallBy(ms: number): void {
    this.skewMs += ms;
  }
}
