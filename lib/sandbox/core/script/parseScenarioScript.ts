import type { ScenarioScript } from './ScenarioScript.js';

/** placeholder */
export function parseScenarioScript(json: unknown): ScenarioScript {
  return json as ScenarioScript;
}
