import type { ScenarioScript } from './core/script/ScenarioScript.js';
import type { YodleeScenario } from './core/yodlee/script/YodleeScenario.js';

/** How a sandbox is started; a plain start plays `success` and `notify`. */
export interface SandboxOptions {
  /** Port of the API; the authorization server takes the next one. 0 = any two. @defaultValue `0` */
  readonly port?: number;
  /** Decides everything left to chance. Integer. @defaultValue `1` */
  readonly seed?: number;
  /** How many times faster than real time its clock runs, > 0. @defaultValue `1` */
  readonly speed?: number;
  /** Names or scripts; their connections are numbered from 1001 in this order. @defaultValue `['success', 'notify']` */
  readonly scenarios?: readonly (string | ScenarioScript | YodleeScenario)[];
  /** How many users the notification service has. @defaultValue what its scenarios say, else 10 */
  readonly users?: number;
  /** Changes by chance per second of the sandbox's clock in the notification service. @defaultValue 0 */
  readonly changesPerS?: number;
  /** Values by switch name; see `SWITCHES` and `YODLEE_SWITCHES`. @defaultValue none */
  readonly switches?: Readonly<Record<string, string | number | boolean>>;
}
