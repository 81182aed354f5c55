import type { Observable } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import type { QueueTick } from '../model/QueueTick.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { Retrying } from '../model/SyncUpdate.js';
import type { QueueApi } from '../ports/QueueApi.js';
import type { SharedPlace } from '../ports/SharedStreams.js';
import type { SyncRunAmendment } from '../ports/SyncJournal.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';
import type { RunBatch } from './RunBatch.js';

/** What every stage of one sync run works with. */
export interface SyncSession {
  readonly user: QueueApi;
  readonly plan: SyncPlan;
  readonly settings: Required<SyncOptions>;
  /** The run's place at the shared poller of its queue. */
  readonly queue: SharedPlace<QueueTick>;
  /** A run to take up instead of beginning one. */
  readonly known: SyncRun | undefined;
  /** False for a run that no journal keeps. */
  readonly isJournalled: boolean;
  /** Each value is a reason to look at the connections at once. */
  readonly hints: Observable<unknown>;
  /** Makes a repetition visible among the updates. */
  readonly notify: (notice: Retrying) => void;
  /** Time until the deadline of the run. Unit: ms, ≥ 0 */
  readonly timeLeftMs: () => number;
  /** Asks the queue's poller for a read at once. */
  readonly readQueueNow: () => void;
  /** Writes to the run's journal, if it has one. */
  readonly amend: (runId: string, amendment: SyncRunAmendment) => Observable<SyncRun | undefined>;
  /** Tells which run of the journal this is, before anything is posted: whoever leaves now can come back to it. */
  readonly begun: (runId: string) => void;
  /** Makes room for the next sync of the scope; called before the last outcome is told, whose taker may begin that at once. */
  readonly retire: () => void;
  /** Follows the run over all connections that syncs this one already. */
  readonly joinWhole: (run: SyncRun) => Observable<RunBatch>;
}

/** The scope of a sync over all connections of a user. */
export const ALL_CONNECTIONS: ConnectionId = '*';
