import { SandboxOptionError } from './core/SandboxOptionError.js';
import { parseScenarioScript } from './core/script/parseScenarioScript.js';
import { SCENARIOS } from './core/script/SCENARIOS.js';
import type { ScenarioScript } from './core/script/ScenarioScript.js';

/**
 * Finds the scripts of scenario names and checks scripts that are given whole.
 *
 * @param scenarios names, scripts, or both
 * @example
 * resolveScenarios(['partial', 'challenge']).map(({ expected }) => expected.exitCode); // [3, 5]
 */
export function resolveScenarios(scenarios: readonly (string | ScenarioScript)[]): readonly ScenarioScript[] {
  if (scenarios.length === 0) throw new SandboxOptionError('scenarios', 'at least one scenario', scenarios);
  return scenarios.map((given) => {
    if (typeof given !== 'string') return parseScenarioScript(given);
    const known = BY_NAME.get(given);
    if (known === undefined)
      throw new SandboxOptionError('scenario', `one of ${[...BY_NAME.keys()].join(', ')}`, given);
    return known;
  });
}

const BY_NAME: ReadonlyMap<string, ScenarioScript> = new Map(Object.entries(SCENARIOS));
