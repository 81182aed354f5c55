/**
 * The clock of a store: it never runs backwards, so that setting the wall clock back makes nobody wait an hour.
 *
 * It is the wall clock plus all that the wall clock was ever set back, also before the store was opened.
 *
 * @param wall the wall clock
 * @param kept gives where the clock stood when it was last kept, if it ever was
 */
export class StoreClock {
  private ahead = 0;
  private last = -Infinity;

  private isBegun = false;

  constructor(
    private readonly wall: { now(): number },
    private readonly kept: () => number | undefined = () => undefined,
  ) {}

  /** Unit: ms */
  now(): number {
    if (!this.isBegun) {
      this.last = this.kept() ?? -Infinity;
      this.isBegun = true;
    }
    const now = this.wall.now() + this.ahead;
    if (now < this.last) this.ahead += this.last - now;
    this.last = Math.max(now, this.last);
    return this.last;
  }

  /** Gives the wall clock's date of a moment of this clock. */
  toDate(at: number): Date {
    this.now();
    return new Date(at - this.ahead);
  }

  /** Gives this clock's moment of a date of the wall clock. */
  fromDate(date: Date): number {
    this.now();
    return date.getTime() + this.ahead;
  }
}
