import { intervalS, later } from '../notices/addNotice.js';
import type { YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import { setChurn } from './churn.js';

/**
 * Begins the timeline of the scenarios at the first subscription to DATA_UPDATES; does nothing at any later one.
 *
 * @param state the service
 * @param now the caller's clock. Unit: ms
 * @example
 * startTimeline(state, now).windowFrom; // the second of the subscription
 */
export function startTimeline(state: YodleeState, now: number): YodleeState {
  if (state.windowFrom !== undefined) return state;
  const everyMs = intervalS(state) * 1_000;
  const begun = later({ ...state, windowFrom: yodleeSeconds(state, now) }, now + everyMs, { do: 'tick' });
  const planned = state.settings.script.steps.reduce(
    (next, step) => later(next, now + step.at * everyMs, { do: 'step', step }),
    begun,
  );
  return setChurn(planned, state.churn.perS, now);
}
