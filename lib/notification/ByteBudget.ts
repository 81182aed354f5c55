import { type Observable, Subject } from 'rxjs';

/**
 * Counts bytes that are held against those that may be.
 *
 * Memory: O(1).
 *
 * @param limit bytes that may be held
 */
export class ByteBudget {
  private held = 0;
  private readonly freed = new Subject<void>();

  constructor(private readonly limit: number) {}

  /** Emits when a budget that was spent is so no more. */
  get opens(): Observable<void> {
    return this.freed.asObservable();
  }

  get isSpent(): boolean {
    return this.held >= this.limit;
  }

  /** Takes bytes, also past the limit: who holds something already must be able to finish. */
  take(bytes: number): void {
    this.held += bytes;
  }

  release(bytes: number): void {
    const before = this.held;
    this.held -= bytes;
    if (before >= this.limit && this.held < this.limit) this.freed.next();
  }
}
