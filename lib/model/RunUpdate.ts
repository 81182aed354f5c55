import type { SyncUpdate } from './SyncUpdate.js';

/** An update together with the run that the journal keeps it under, if it is under one. */
export interface RunUpdate {
  readonly runId: string | undefined;
  /** Absent from what tells the run alone: the journal holds it, and nothing has been posted yet. */
  readonly update: SyncUpdate | undefined;
}
