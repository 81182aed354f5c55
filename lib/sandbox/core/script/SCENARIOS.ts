import { ENDING_SCENARIOS } from './endingScenarios.js';
import { QUEUE_SCENARIOS } from './queueScenarios.js';
import type { ScenarioScript } from './ScenarioScript.js';
import { SERVER_SCENARIOS } from './serverScenarios.js';

/** The name of a built-in scenario. */
export type ScenarioName =
  | 'success'
  | 'two-ends'
  | 'list-accounts'
  | 'empty-channel'
  | 'sync-all-empty'
  | 'already-running'
  | 'ambiguous-post'
  | 'nightly-sync'
  | 'partial'
  | 'failed'
  | 'provider-unavailable'
  | 'token-expired'
  | 'challenge'
  | 'silent'
  | 'one-never-ends'
  | 'deleted-connection'
  | 'stale-terminal'
  | 'late-old-terminal'
  | 'foreign-terminal'
  | 'queue-gone'
  | 'no-queue'
  | 'destructive-reads'
  | 'wrapped-queue'
  | 'single-event-queue'
  | 'numeric-ids'
  | 'duplicate-events'
  | 'out-of-order'
  | 'unknown-events'
  | 'seed-payload'
  | 'slow-polls'
  | 'flaky'
  | 'rate-limited'
  | 'auth-expiry';

/** Every built-in scenario by name, with what a client must report and the exit code that goes with it. */
export const SCENARIOS: Readonly<Record<ScenarioName, ScenarioScript>> = {
  ...ENDING_SCENARIOS,
  ...QUEUE_SCENARIOS,
  ...SERVER_SCENARIOS,
};
