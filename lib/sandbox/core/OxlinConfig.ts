import type { FaultProbabilities } from './faults/FaultProbabilities.js';
import type { InjectedFault } from './faults/InjectedFault.js';
import type { SandboxRequest } from './SandboxRequest.js';
import type { SandboxConfig } from './SandboxConfig.js';
import type { ScenarioScript } from './script/ScenarioScript.js';

/** Credentials of the sandbox's one client and of the user that exists from the start. */
export interface SandboxCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

/** What a simulator is started with; every member has a default. */
export interface OxlinConfig extends SandboxConfig {
  /** Scenarios, in the order of their connections. @defaultValue `[SCENARIOS.success]` */
  readonly scenarios?: readonly ScenarioScript[];
  /** Time every answer takes. Unit: ms of the sandbox's clock. @defaultValue `40` */
  readonly latencyMs?: number;
  /** Transactions each account has before any sync. @defaultValue `30` */
  readonly pastTransactions?: number;
  /** Trouble by chance, on every request. @defaultValue none */
  readonly faults?: FaultProbabilities;
  /** Trouble by decision: asked once per request with its 0-based number; comes before `faults`. @defaultValue none */
  readonly faultFor?: (index: number, request: SandboxRequest, random: number) => InjectedFault | undefined;
  /** @defaultValue {@link SANDBOX_CREDENTIALS} */
  readonly credentials?: SandboxCredentials;
}
