import type { Observable } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import type { Retrying } from '../model/SyncUpdate.js';
import type { QueueApi } from '../ports/QueueApi.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';

/** What every stage of one sync run works with. */
export interface SyncSession {
  readonly user: QueueApi;
  readonly plan: SyncPlan;
  readonly settings: Required<SyncOptions>;
  /** Each value is a reason to look at the connections at once. */
  readonly hints: Observable<unknown>;
  /** Makes a repetition visible in the stream. */
  notify(notice: Retrying): void;
  /** Time until the deadline of the run. Unit: ms, ≥ 0 */
  timeLeftMs(): number;
  /** Asks the queue's poller for a read at once. */
  readQueueNow(): void;
}

/** The scope of a sync over all connections of a user. */
export const ALL_CONNECTIONS: ConnectionId = '*';
