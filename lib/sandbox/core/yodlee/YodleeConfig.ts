import type { YodleeScenario } from './script/YodleeScenario.js';
import type { YodleeCredentials } from './YODLEE_CREDENTIALS.js';

/** What the notification service is started with; every member has a default. */
export interface YodleeConfig {
  /** Decides everything that is left to chance. Integer. @defaultValue `1` */
  readonly seed?: number;
  /** Scenarios, played together. @defaultValue `[YODLEE_SCENARIOS.notify]` */
  readonly scenarios?: readonly YodleeScenario[];
  /** Values of switches; they win over those of a scenario. @defaultValue none */
  readonly switches?: Readonly<Record<string, string | number | boolean>>;
  /** How many users there are from the start; 1 to 1,000,000. @defaultValue what the scenarios say, else 10 */
  readonly users?: number;
  /** Changes by chance per second of the service's clock, once somebody has subscribed. @defaultValue 0 */
  readonly changesPerS?: number;
  /** How many times faster than its callers' clock the service's clock runs: divides Retry-After. @defaultValue `1` */
  readonly speed?: number;
  /** Date of the first request, when it is not `now`. Unit: epoch ms. @defaultValue `now` */
  readonly startAt?: number;
  /** @defaultValue {@link YODLEE_CREDENTIALS} */
  readonly credentials?: YodleeCredentials;
}
