import type { QuarantinedEvent } from './QuarantinedEvent.js';
import type { QueueEvent } from './QueueEvent.js';
import type { Retrying } from './SyncUpdate.js';

/** What one read of a queue came to: a page, the same page again, a failure to be repeated, or no such queue. */
export type QueueTick =
  | { readonly kind: 'page'; readonly events: readonly QueueEvent[]; readonly quarantined: readonly QuarantinedEvent[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'gone' }
  | Retrying;
