/** The only source of chance. */
export interface Entropy {
  /** Gives the next number, 0 ≤ n < 1. */
  random(): number;
}
