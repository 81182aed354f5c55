import type { Outcome, OutcomeResult } from '../../index.js';
import { type UnseenEnd, unseenEnd } from './unseenEnd.js';

const SENTENCES: Readonly<Record<Exclude<OutcomeResult, 'timedOut'>, string>> = {
  succeeded: 'Your accounts are up to date.',
  partial: 'Your bank sent only a part of your data; the rest will follow.',
  failed: 'Your bank cannot be reached through our partner at the moment; we will try again.',
  actionRequired: 'Your bank asks you to confirm the connection.',
  gone: 'This connection does not exist any more; connect your bank again.',
  notStarted: 'The update has not started; we will try again.',
  notApplicable: 'You keep these accounts by hand; there is nothing to update.',
};

const LISTED = 'Your accounts are listed; their data is still being fetched.';

const UNSEEN: Readonly<Record<UnseenEnd, string>> = {
  running: 'Your bank is taking longer than usual; we keep looking.',
  atRest: 'The update did not show its end in time; we will look again.',
  unknown: 'We could not see how the update ended; we will look again.',
};

/** What a status of a channel asks of its user. */
const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['AUTH_FAILED', 'Your bank refused the login: check the name and the password.'],
  ['TOKEN_EXPIRED', 'Your consent has ended: allow the access at your bank again.'],
  ['PASSWORD_CHANGE_REQUIRED', 'Your bank wants a new password: change it there, then connect again.'],
  ['CHALLENGE_REQUIRED', 'Your bank sent you a code or a question: answer it to go on.'],
  ['USER_ACTION_REQUIRED', 'Your bank has a message for you: log in there and read it, then come back.'],
]);

/**
 * Writes what an application may tell its user about an outcome.
 *
 * @param outcome how the sync ended
 * @example
 * tellTheUser(outcome); // 'Your accounts are up to date.'
 */
export function tellTheUser(
  outcome: Pick<Outcome, 'result' | 'channels' | 'whoMustAct'> & Partial<Pick<Outcome, 'evidence'>>,
): string {
  const { result, channels, whoMustAct, evidence } = outcome;
  if (result === 'timedOut') return UNSEEN[unseenEnd(outcome)];
  if (result === 'succeeded' && evidence?.rule === 'accountList') return LISTED;
  if (result === 'failed' && whoMustAct === 'bank')
    return 'Your bank is out of order at the moment; we will try again.';
  if (result !== 'actionRequired') return SENTENCES[result];
  const asked = channels.map(({ status }) => ACTIONS.get(status)).find((sentence) => sentence !== undefined);
  return asked ?? SENTENCES.actionRequired;
}
