import { chance } from '../../chance.js';
import { chanceInteger } from '../../chanceInteger.js';
import { act } from '../bank/act.js';
import type { YodleeAction } from '../bank/YodleeAction.js';
import { later } from '../notices/addNotice.js';
import type { YodleeState } from '../YodleeState.js';

/** What customers of a bank do in a day, the frequent things more often. */
const USUAL: readonly YodleeAction[] = [
  'refresh',
  'auto-refresh',
  'refresh',
  'auto-refresh',
  'edit-transaction',
  'refresh',
  'edit-account',
  'reconcile',
  'add',
  'delete-account',
  'delete-provider-account',
];

/**
 * Lets the changes of one second happen, `perS` of them to users that the seed chooses, and schedules the next second.
 *
 * @param state the service
 * @param now the caller's clock. Unit: ms
 * @example
 * churn(state, now).changes.length;
 */
export function churn(state: YodleeState, now: number): YodleeState {
  const { perS, rest } = state.churn;
  if (perS <= 0 || state.settings.users === 0) return { ...state, churn: { ...state.churn, running: false } };
  const due = rest + perS;
  const count = Math.floor(due);
  let current: YodleeState = { ...state, churn: { perS, running: true, rest: due - count } };
  for (let n = 0; n < count; n += 1) current = changeOne(current, now);
  return later(current, now + 1_000, { do: 'churn' });
}

/**
 * Sets how many changes happen per second from now on.
 *
 * @param state the service
 * @param perS changes per second of the sandbox's clock, ≥ 0; 0 ends them
 * @param now the caller's clock. Unit: ms
 * @example
 * setChurn(state, 50, now).churn.perS; // 50
 */
export function setChurn(state: YodleeState, perS: number, now: number): YodleeState {
  const set = { ...state, churn: { ...state.churn, perS } };
  if (perS <= 0 || state.churn.running) return set;
  return later({ ...set, churn: { ...set.churn, running: true } }, now, { do: 'churn' });
}

const changeOne = (state: YodleeState, now: number): YodleeState => {
  const { seed, users } = state.settings;
  const key = ['churn', state.changes.length];
  const action = USUAL[chanceInteger(seed, [...key, 'what'], 0, USUAL.length - 1)] ?? 'refresh';
  const failing = chance(seed, [...key, 'fails']) < 0.05;
  return act(state, { user: chanceInteger(seed, [...key, 'who'], 0, users - 1), action, failing }, now);
};
