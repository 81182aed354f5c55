import type { ScenarioScript } from './core/script/ScenarioScript.js';

/** How a sandbox is started; a plain start is the scenario `success`. */
export interface SandboxOptions {
  /** Port of the API; the authorization server takes the next one. 0 = any two. @defaultValue `0` */
  readonly port?: number;
  /** Decides everything left to chance. Integer. @defaultValue `1` */
  readonly seed?: number;
  /** How many times faster than real time its clock runs, > 0. @defaultValue `1` */
  readonly speed?: number;
  /** Names or scripts; their connections are numbered from 1001 in this order. @defaultValue `['success']` */
  readonly scenarios?: readonly (string | ScenarioScript)[];
  /** Values by switch name; see `SWITCHES`. @defaultValue none */
  readonly switches?: Readonly<Record<string, string | number | boolean>>;
}
