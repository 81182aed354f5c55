import { ENDING_SCENARIOS } from './endingScenarios.js';
import { QUEUE_SCENARIOS } from './queueScenarios.js';
import type { ScenarioScript } from './ScenarioScript.js';
import { SERVER_SCENARIOS } from './serverScenarios.js';

/** The name of a built-in scenario. */
export type ScenarioName = keyof typeof ENDING_SCENARIOS | keyof typeof QUEUE_SCENARIOS | keyof typeof SERVER_SCENARIOS;

/** Every built-in scenario by name, with what a client must report and the exit code that goes with it. */
export const SCENARIOS: Readonly<Record<ScenarioName, ScenarioScript>> = {
  ...ENDING_SCENARIOS,
  ...QUEUE_SCENARIOS,
  ...SERVER_SCENARIOS,
};
