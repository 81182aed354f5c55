import type { QueueId } from '../model/Identity.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';

/** What one moment of a run has to tell, and to remember. */
export interface RunBatch {
  /** The run that the journal keeps it under; absent from what belongs to no run. */
  readonly runId?: string;
  readonly updates: readonly SyncUpdate[];
  /** The queue that replaced the run's. */
  readonly queueId?: QueueId;
}
