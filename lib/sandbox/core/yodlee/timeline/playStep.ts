import { chance } from '../../chance.js';
import { act, actOnRange } from '../bank/act.js';
import { YODLEE_ACTIONS } from '../bank/YodleeAction.js';
import { forgeNotices } from '../notices/forgeNotices.js';
import type { YodleeStep } from '../script/YodleeScenario.js';
import type { YodleeState } from '../YodleeState.js';

const MOST_MIXED = 10_000;

/**
 * Plays one step of a scenario.
 *
 * @param state the service
 * @param step the step
 * @param now when it happens. Unit: ms of the caller's clock
 * @example
 * playStep(state, { at: 0, do: 'act', action: 'add', users: 'all' }, now);
 */
export function playStep(state: YodleeState, step: YodleeStep, now: number): YodleeState {
  const last = state.settings.users - 1;
  switch (step.do) {
    case 'act': {
      const { action, failing = false } = step;
      return actOnRange(
        state,
        { action, failing, first: 0, last: step.users === 'all' ? last : Math.floor(last / 2) },
        now,
      );
    }
    case 'mix':
      return mix(state, step.at, now);
    case 'outage':
      return { ...state, outageUntil: now + step.forS * 1_000 };
    case 'expireTokens':
      return { ...state, tokensExpired: state.tokens.length };
    case 'forge':
      return forgeNotices(state, now);
  }
}

const mix = (state: YodleeState, step: number, now: number): YodleeState => {
  const { seed, users } = state.settings;
  let current = state;
  for (let user = 0; user < Math.min(users, MOST_MIXED); user += 1) {
    const draw = chance(seed, ['mix', step, user]);
    if (draw >= 0.6) continue;
    // Merges belong to their own scenario; deletions are rare, or nobody would have anything left.
    const action = YODLEE_ACTIONS[Math.floor((draw / 0.6) * (YODLEE_ACTIONS.length - 1))] ?? 'refresh';
    const failing = chance(seed, ['mix fails', step, user]) < 0.2;
    const rare = action.startsWith('delete') && chance(seed, ['mix spares', step, user]) < 0.7;
    current = act(current, { user, action: rare ? 'refresh' : action, failing }, now);
  }
  return current;
};
