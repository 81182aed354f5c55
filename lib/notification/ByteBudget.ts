/** Counts bytes that are held against those that may be. */
export class ByteBudget {
  private held = 0;

  constructor(private readonly limit: number) {}

  get isSpent(): boolean {
    return this.held >= this.limit;
  }

  /** Takes bytes, also past the limit: who holds something already must be able to finish. */
  take(bytes: number): void {
    this.held += bytes;
  }

  release(bytes: number): void {
    this.held -= bytes;
  }
}
