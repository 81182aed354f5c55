import type { InjectedFault } from '../faults/InjectedFault.js';
import type { Grant, OxlinState } from '../OxlinState.js';
import type { SandboxRequest } from '../SandboxRequest.js';

/** A request that was routed: what an endpoint gets. */
export interface Call {
  readonly state: OxlinState;
  /** The caller's clock. Unit: ms. */
  readonly now: number;
  readonly request: SandboxRequest;
  /** Values of the path's parameters, decoded, in order. */
  readonly ids: readonly string[];
  /** Query parameters, checked against the endpoint's list. */
  readonly query: ReadonlyMap<string, string>;
  /** Whose resources are meant; empty where the endpoint is not about a user. */
  readonly userId: string;
  readonly grant: Grant | undefined;
  readonly fault: InjectedFault | undefined;
}

/** What an endpoint says, before date and delay are added. */
export interface Content {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Time beyond the usual latency. Unit: ms of the sandbox's clock. */
  readonly delayMs?: number;
  /** See `SandboxAnswer.fault`. */
  readonly fault?: 'reset' | 'hang' | 'truncate';
}

/** What an endpoint leaves behind. */
export interface Reply {
  readonly state: OxlinState;
  readonly content: Content;
}
