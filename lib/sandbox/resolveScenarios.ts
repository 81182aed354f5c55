import { SandboxOptionError } from './core/SandboxOptionError.js';
import { parseScenarioScript } from './core/script/parseScenarioScript.js';
import { SCENARIOS } from './core/script/SCENARIOS.js';
import type { ScenarioScript } from './core/script/ScenarioScript.js';
import { YODLEE_SCENARIOS } from './core/yodlee/script/YODLEE_SCENARIOS.js';
import type { YodleeScenario } from './core/yodlee/script/YodleeScenario.js';

/** What each of the two services plays. */
export interface ResolvedScenarios {
  readonly oxlin: readonly ScenarioScript[];
  readonly yodlee: readonly YodleeScenario[];
}

/**
 * Finds the scripts of scenario names and checks scripts that are given whole. A name that both services have is played
 * by both; a service for which nothing is named plays `success` or `notify`.
 *
 * @param scenarios names, scripts, or both
 * @example
 * resolveScenarios(['partial', 'challenge']).oxlin.map(({ expected }) => expected.exitCode); // [3, 5]
 */
export function resolveScenarios(scenarios: readonly (string | ScenarioScript | YodleeScenario)[]): ResolvedScenarios {
  if (scenarios.length === 0) throw new SandboxOptionError('scenarios', 'at least one scenario', scenarios);
  const oxlin: ScenarioScript[] = [];
  const yodlee: YodleeScenario[] = [];
  for (const given of scenarios) {
    if (typeof given === 'string') {
      const [one, other] = [BY_NAME.get(given), YODLEE_BY_NAME.get(given)];
      if (one === undefined && other === undefined) throw new SandboxOptionError('scenario', `one of ${NAMES}`, given);
      if (one !== undefined) oxlin.push(one);
      if (other !== undefined) yodlee.push(other);
    } else if ('steps' in given) {
      yodlee.push(given);
    } else {
      oxlin.push(parseScenarioScript(given));
    }
  }
  return {
    oxlin: oxlin.length === 0 ? [SCENARIOS.success] : oxlin,
    yodlee: yodlee.length === 0 ? [YODLEE_SCENARIOS.notify] : yodlee,
  };
}

const BY_NAME: ReadonlyMap<string, ScenarioScript> = new Map(Object.entries(SCENARIOS));
const YODLEE_BY_NAME: ReadonlyMap<string, YodleeScenario> = new Map(Object.entries(YODLEE_SCENARIOS));
const NAMES = [...new Set([...BY_NAME.keys(), ...YODLEE_BY_NAME.keys()])].join(', ');
