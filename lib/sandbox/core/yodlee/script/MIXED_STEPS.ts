import type { YodleeStep } from './YodleeScenario.js';

/** Everybody adds an account in the first interval; in each of the next seven, most users do something. */
export const MIXED_STEPS: readonly YodleeStep[] = [
  { at: 0.2, do: 'act', action: 'add', users: 'all' },
  ...[1.3, 2.3, 3.3, 4.3, 5.3, 6.3, 7.3].map((at): YodleeStep => ({ at, do: 'mix' })),
];
