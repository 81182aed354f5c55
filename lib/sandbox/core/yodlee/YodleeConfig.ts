import type { SandboxConfig } from '../SandboxConfig.js';
import type { YodleeScenario } from './script/YodleeScenario.js';
import type { YodleeCredentials } from './YODLEE_CREDENTIALS.js';

/** What the notification service is started with; every member has a default. */
export interface YodleeConfig extends SandboxConfig {
  /** Scenarios, played together. @defaultValue `[YODLEE_SCENARIOS.notify]` */
  readonly scenarios?: readonly YodleeScenario[];
  /** How many users there are from the start; 1 to 1,000,000. @defaultValue what the scenarios say, else 10 */
  readonly users?: number;
  /** Changes by chance per second of the service's clock, once somebody has subscribed. @defaultValue 0 */
  readonly changesPerS?: number;
  /** @defaultValue {@link YODLEE_CREDENTIALS} */
  readonly credentials?: YodleeCredentials;
}
