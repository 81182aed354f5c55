import type { SyncJournal } from '../ports/SyncJournal.js';

/** What one case of the journal suite works with. */
export interface JournalStand {
  /** Fresh and empty. */
  readonly journal: SyncJournal;
  /** Opens again what `journal` has written, as a new process would. */
  readonly reopen: () => Promise<SyncJournal>;
}

/** One promise that a journal keeps. */
export interface JournalCase {
  readonly title: string;
  /** What the journal must claim for the case to be run. */
  readonly needs?: 'survivesRestart';
  readonly run: (stand: JournalStand) => Promise<void>;
}
