import { type YodleeAction, YODLEE_ACTIONS } from '../bank/YodleeAction.js';
import type { YodleeScenario } from './YodleeScenario.js';

/** One of the eight actions that the documentation names. */
type Named = Exclude<YodleeAction, 'migrate'>;

/** The name of a scenario that plays one action, well or failing. */
export type ActionScenarioName = Exclude<YodleeAction, 'migrate'> | `${Exclude<YodleeAction, 'migrate'>}-fails`;

const isNamed = (action: YodleeAction): action is Named => action !== 'migrate';

const playing = (action: Named, failing: boolean): YodleeScenario => {
  const first = { at: 0.2, do: 'act', action: 'add', users: 'all' } as const;
  const then = { at: 1.2, do: 'act', action, users: 'all', failing } as const;
  return {
    name: failing ? `${action}-fails` : action,
    summary: failing
      ? `Every user has an account, then ${action} fails: a notification that carries a status and nothing else.`
      : `Every user has an account, then ${action} happens to everybody.`,
    steps: [first, then],
  };
};

const entries = YODLEE_ACTIONS.filter(isNamed).flatMap((action): readonly (readonly [string, YodleeScenario])[] => [
  [action, playing(action, false)],
  [`${action}-fails`, playing(action, true)],
]);

const isComplete = (
  given: Readonly<Record<string, YodleeScenario>>,
): given is Readonly<Record<ActionScenarioName, YodleeScenario>> =>
  YODLEE_ACTIONS.filter(isNamed).every((action) => action in given && `${action}-fails` in given);

const complete = (): Readonly<Record<ActionScenarioName, YodleeScenario>> => {
  const made = Object.fromEntries(entries);
  if (!isComplete(made)) throw new Error('an action has no scenario');
  return made;
};

/** The eight actions as scenarios, each also failing. */
export const ACTION_SCENARIOS: Readonly<Record<ActionScenarioName, YodleeScenario>> = complete();
