import { SandboxOptionError } from '../../SandboxOptionError.js';
import type { YodleeScenario } from './YodleeScenario.js';

/**
 * Joins scenarios to one: their steps happen side by side; of everything else the later one counts.
 *
 * @param scenarios at least one
 * @example
 * joinScenarios([YODLEE_SCENARIOS.notify, YODLEE_SCENARIOS.forged]).steps.length;
 */
export function joinScenarios(scenarios: readonly YodleeScenario[]): YodleeScenario {
  const [first, ...rest] = scenarios;
  if (first === undefined) throw new SandboxOptionError('scenarios', 'at least one scenario', scenarios);
  return rest.reduce(
    (joined, next) => ({
      ...joined,
      ...next,
      users: Math.max(joined.users ?? 1, next.users ?? 1),
      sender: { ...joined.sender, ...next.sender },
      steps: [...joined.steps, ...next.steps],
    }),
    first,
  );
}
