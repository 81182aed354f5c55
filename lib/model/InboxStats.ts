import type { EntryState } from './InboxEntry.js';

/** How an inbox stands. */
export interface InboxStats {
  readonly entries: Readonly<Record<EntryState, number>>;
  /** Windows delivered and remembered. */
  readonly delivered: number;
  readonly quarantined: number;
  /** Since when the oldest entry that is not delivered is known. */
  readonly oldestSince?: Date;
  /** Everything before this is proven: noticed or swept. */
  readonly provenUntil?: Date;
  /** With the log that a file may have. Unit: bytes on disk; 0 in memory */
  readonly bytes: number;
}
