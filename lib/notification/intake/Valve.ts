import type { BodyFlow } from '../../ports/NotificationReceiver.js';

/** Holds a body back at its source while `capacity` pieces of work made of it are not done. */
export class Valve {
  private busy = 0;

  constructor(
    private readonly capacity: number,
    private readonly flow: BodyFlow | undefined,
  ) {}

  /** Tells whether the source is held back by us; the time it then takes is not its fault. */
  get isHeld(): boolean {
    return this.busy >= this.capacity;
  }

  enter(): void {
    this.busy += 1;
    if (this.busy === this.capacity) this.flow?.pause();
  }

  leave(): void {
    this.busy -= 1;
    if (this.busy === this.capacity - 1) this.flow?.resume();
  }
}
