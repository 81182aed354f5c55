import type { SandboxRequest } from '../SandboxRequest.js';

/** A request that was routed: what the endpoints of every service get. */
export interface RoutedCall<State> {
  readonly state: State;
  /** The caller's clock. Unit: ms. */
  readonly now: number;
  readonly request: SandboxRequest;
  /** Values of the path's parameters, decoded, in order. */
  readonly ids: readonly string[];
  readonly query: ReadonlyMap<string, string>;
}
