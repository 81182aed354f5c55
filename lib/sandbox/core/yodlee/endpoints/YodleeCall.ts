import type { Content } from '../../endpoints/Call.js';
import type { SandboxRequest } from '../../SandboxRequest.js';
import type { YodleeState, YodleeToken } from '../YodleeState.js';

/** A request that was routed: what an endpoint of the notification service gets. */
export interface YodleeCall {
  readonly state: YodleeState;
  /** The caller's clock. Unit: ms. */
  readonly now: number;
  readonly request: SandboxRequest;
  /** Values of the path's parameters, decoded, in order. */
  readonly ids: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  /** The user whose token it is; -1 for the admin's, and where no token is needed. */
  readonly user: number;
  readonly token: { readonly number: number; readonly value: YodleeToken } | undefined;
}

/** What an endpoint leaves behind; without content the answer waits for a probe. */
export interface YodleeReply {
  readonly state: YodleeState;
  readonly content: Content | undefined;
}
