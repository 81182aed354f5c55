/**
 * The clock of a store: it never runs backwards, so that setting the wall clock back makes nobody wait an hour.
 *
 * It is the wall clock plus all that the wall clock was ever set back since the store was opened.
 *
 * @param wall the wall clock
 */
export class StoreClock {
  private ahead = 0;
  private last = -Infinity;

  constructor(private readonly wall: { now(): number }) {}

  /** Unit: ms */
  now(): number {
    const now = this.wall.now() + this.ahead;
    if (now < this.last) this.ahead += this.last - now;
    this.last = Math.max(now, this.last);
    return this.last;
  }

  /** Gives the wall clock's date of a moment of this clock. */
  toDate(at: number): Date {
    return new Date(at - this.ahead);
  }

  /** Gives this clock's moment of a date of the wall clock. */
  fromDate(date: Date): number {
    this.now();
    return date.getTime() + this.ahead;
  }
}
