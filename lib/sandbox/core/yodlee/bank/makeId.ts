const BEYOND_DOUBLE = 9_007_199_254_740_993n;

/** First number of each kind of id; transactions are numbered per container, so that the id alone is not unique. */
const SPANS = {
  providerAccount: [10_000_000, 1_000_000],
  account: [1_000_000_000, 10_000_000],
  transaction: [1_000_000, 100_000_000],
  holding: [500_000_000, 10_000_000],
} as const;

/**
 * Makes the id of a user's n-th record of a kind.
 *
 * @param kind what it is the id of
 * @param owner number of the user, and whether ids go beyond 2^53
 * @param n number of the record, from 1
 * @example
 * makeId('transaction', { index: 0, wide: false }, 1); // '1000001'
 */
export function makeId(
  kind: keyof typeof SPANS,
  { index, wide }: { readonly index: number; readonly wide: boolean },
  n: number,
): string {
  const [first, span] = SPANS[kind];
  const id = first + index * span + n;
  return wide ? String(BigInt(id) + BEYOND_DOUBLE) : String(id);
}
