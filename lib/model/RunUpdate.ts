import type { SyncUpdate } from './SyncUpdate.js';

/** An update together with the run that the journal keeps it under. */
export interface RunUpdate {
  readonly runId: string;
  readonly update: SyncUpdate;
}
