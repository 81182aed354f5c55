/** Runs out when nothing new has happened for a while, however slow the machine is; at last it runs out anyway. */
export class Patience {
  readonly #startedAt = performance.now();
  #movedAt = this.#startedAt;
  #progress: string | undefined;

  /**
   * @param stillMs longest time without progress
   * @param longestMs longest time at all
   */
  constructor(
    private readonly stillMs: number,
    private readonly longestMs = 6 * stillMs,
  ) {}

  /** Tells whether there is no hope left, seeing how far things are. */
  isOver(progress: string): boolean {
    const now = performance.now();
    if (progress !== this.#progress) this.#movedAt = now;
    this.#progress = progress;
    return now - this.#movedAt > this.stillMs || now - this.#startedAt > this.longestMs;
  }
}
