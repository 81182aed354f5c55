/** Where jitter comes from; every `Entropy` is one. */
export interface Chance {
  /** Gives the next number, 0 ≤ n < 1. */
  random(): number;
}
