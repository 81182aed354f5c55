import { withoutFirst } from '../collections/Agenda.js';
import { composeNotices } from '../notices/composeNotices.js';
import { queueNotice, sendNotices } from '../notices/sendNotices.js';
import type { YodleeItem, YodleeState } from '../YodleeState.js';
import { churn } from './churn.js';
import { playStep } from './playStep.js';

/**
 * Lets everything happen that was due until `now`, in order; what it causes in turn happens as well.
 *
 * @param state the service
 * @param now the caller's clock. Unit: ms
 * @example
 * runYodlee(state, now + 900_000).effects; // the webhooks to send
 */
export function runYodlee(state: YodleeState, now: number): YodleeState {
  let current = state;
  for (let next = current.agenda; next !== undefined && next.at <= now; next = current.agenda) {
    current = happen({ ...current, agenda: withoutFirst(next) }, next.item, next.at);
  }
  return sendNotices(current, now);
}

const happen = (state: YodleeState, item: YodleeItem, at: number): YodleeState => {
  switch (item.do) {
    case 'tick':
      return composeNotices(state, at);
    case 'send':
      // A free sender takes it at its own time, even if somebody looks only later.
      return sendNotices(queueNotice(state, item.notice, at), at);
    case 'step':
      return playStep(state, item.step, at);
    case 'churn':
      return churn(state, at);
  }
};
