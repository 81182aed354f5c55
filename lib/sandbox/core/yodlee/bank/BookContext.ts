import type { YodleeSwitches } from '../switches/resolveYodleeSwitches.js';

/** Where and when an action on a user's book takes place. */
export interface BookContext {
  readonly seed: number;
  /** Unit: epoch seconds. */
  readonly at: number;
  readonly switches: YodleeSwitches;
  readonly transactionsPerAdd: number;
}
