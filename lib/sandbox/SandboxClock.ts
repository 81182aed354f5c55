/** A clock that runs `speed` times as fast as the monotonic clock under it, and can be pushed forward. */
export class SandboxClock {
  readonly #startMs: number;
  readonly #startedAt: number;
  #advancedMs = 0;

  /**
   * @param speed sandbox milliseconds per real one, > 0
   * @param monotonicMs the clock under it, for example `() => performance.now()`. Unit: ms
   * @param startMs what it shows at first. Unit: epoch ms
   */
  constructor(
    readonly speed: number,
    private readonly monotonicMs: () => number,
    startMs: number,
  ) {
    this.#startMs = startMs;
    this.#startedAt = monotonicMs();
  }

  /** Reads the clock. Unit: epoch ms. */
  now(): number {
    return this.#startMs + (this.monotonicMs() - this.#startedAt) * this.speed + this.#advancedMs;
  }

  /**
   * Jumps forward.
   *
   * @param ms how far on the sandbox's clock, ≥ 0
   */
  advance(ms: number): void {
    this.#advancedMs += ms;
  }
}
