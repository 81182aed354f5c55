import type { SubscribedReason } from '../protocol/ServerMessage.js';

/** What happens to a topic, as `BridgeClient.topic` tells it. */
export type BridgeMessage<T> =
  /** A value; without one, and `removed`, its key is gone. */
  | {
      readonly kind: 'event';
      readonly epoch: string;
      readonly offset: number;
      readonly key: string | undefined;
      readonly value: T;
    }
  | { readonly kind: 'removed'; readonly epoch: string; readonly offset: number; readonly key: string }
  /** The state as of `offset`; all that was known before is void. */
  | { readonly kind: 'snapshot'; readonly epoch: string; readonly offset: number; readonly state: unknown }
  /** Events that this client was too slow for; they do not come any more. */
  | { readonly kind: 'skipped'; readonly from: number; readonly to: number }
  /** Events may have been missed, or were taken back: what was folded from them is void. */
  | { readonly kind: 'reset'; readonly reason: SubscribedReason | 'erased' }
  /** The server lost what it publishes here; values stay as they are until it is back. */
  | { readonly kind: 'sourceFailed' };
