import type { WhoMustAct } from '../../index.js';

const SENTENCES: Readonly<Record<WhoMustAct, string>> = {
  user: 'The user must act.',
  bank: 'The bank must act; try again later.',
  aggregator: 'The aggregator must act; try again later.',
  integrator: 'You, who call the API, must act.',
  nobody: 'Nobody must act.',
};

/**
 * Says in one sentence who can mend a trouble.
 *
 * @param who as an outcome or an error names them
 * @example
 * whoMustActSentence('user'); // 'The user must act.'
 */
export function whoMustActSentence(who: WhoMustAct): string {
  return SENTENCES[who];
}
