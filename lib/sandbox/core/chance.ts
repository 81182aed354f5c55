const scramble = (value: number): number => {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

/**
 * Draws a number in [0, 1) that depends on nothing but the seed and the name of the decision.
 *
 * Decisions named apart are independent, so no generator has to be threaded through the state: the counters that make
 * the names unique (requests, runs, events) are the part the state carries.
 *
 * @param seed the sandbox's seed, any integer
 * @param decision what is being decided, for example `['late', 17]`
 * @example
 * chance(1, ['late', 17]) < 0.1; // the same answer in every run
 */
export function chance(seed: number, decision: readonly (string | number)[]): number {
  let hash = scramble(seed ^ 0x9e3779b9);
  for (const part of decision) {
    const text = String(part);
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
    hash = scramble(hash ^ 0x5bd1e995);
  }
  return hash / 0x1_0000_0000;
}
