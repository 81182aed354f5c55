import type { InjectedFault } from '../faults/InjectedFault.js';
import type { Grant, OxlinState } from '../OxlinState.js';
import type { RoutedCall } from './RoutedCall.js';

/** A request that was routed: what an endpoint gets; its query is checked against the endpoint's list. */
export interface Call extends RoutedCall<OxlinState> {
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
