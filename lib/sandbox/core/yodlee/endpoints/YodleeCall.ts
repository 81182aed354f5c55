import type { Content } from '../../endpoints/Call.js';
import type { RoutedCall } from '../../endpoints/RoutedCall.js';
import type { YodleeState, YodleeToken } from '../YodleeState.js';

/** A request that was routed: what an endpoint of the notification service gets. */
export interface YodleeCall extends RoutedCall<YodleeState> {
  /** The user whose token it is; -1 for the admin's, and where no token is needed. */
  readonly user: number;
  readonly token: { readonly number: number; readonly value: YodleeToken } | undefined;
}

/** What an endpoint leaves behind; without content the answer waits for a probe. */
export interface YodleeReply {
  readonly state: YodleeState;
  readonly content: Content | undefined;
}
