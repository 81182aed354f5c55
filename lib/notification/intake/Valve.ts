import type { BodyFlow } from '../../ports/NotificationReceiver.js';

/** Holds a body back at its source while there is as much to do as may be, or more. */
export class Valve {
  private busy = 0;

  constructor(
    /** Unit: pieces of work */
    readonly capacity: number,
    private readonly flow: BodyFlow | undefined,
  ) {}

  /** Tells whether the source is held back by us; the time it then takes is not its fault. */
  get isHeld(): boolean {
    return this.busy >= this.capacity;
  }

  /** Takes on work; as much as the capacity holds the source back at once. */
  enter(pieces = 1): void {
    const wasHeld = this.isHeld;
    this.busy += pieces;
    if (!wasHeld && this.isHeld) this.flow?.pause();
  }

  leave(pieces = 1): void {
    const wasHeld = this.isHeld;
    this.busy -= pieces;
    if (wasHeld && !this.isHeld) this.flow?.resume();
  }
}
