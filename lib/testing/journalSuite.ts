import type { SyncJournal } from '../ports/SyncJournal.js';
import { JOURNAL_RECORD_CASES } from './journalRecordCases.js';
import { JOURNAL_RUN_CASES } from './journalRunCases.js';

/** The runner and the journal under test. */
export interface JournalSuiteOptions {
  /** Names the group; mocha's, jest's, vitest's or node:test's `describe`. */
  readonly describe: (title: string, define: () => void) => void;
  /** Defines one test; the runner's `it` or `test`. */
  readonly it: (title: string, body: () => Promise<void>) => void;
  /** Shows a test as skipped, such as `it.skip`. @defaultValue it is only in the returned list */
  readonly skip?: ((title: string) => void) | undefined;
  /** Makes a fresh, empty journal for each test. */
  readonly create: () => SyncJournal;
  /** Opens again what `journal` has written, as a new process would; wanted of those that survive a restart. */
  readonly reopen?: ((journal: SyncJournal) => SyncJournal | Promise<SyncJournal>) | undefined;
  /** Frees a journal when its test is over. @defaultValue nothing is to be freed */
  readonly close?: ((journal: SyncJournal) => void | Promise<void>) | undefined;
}

/**
 * Tests any `SyncJournal` against its contract, with any runner.
 *
 * What the journal's `supports` does not claim is skipped, through `skip` and in the list that comes back. Errors: throws
 * at the call when a journal claims to survive a restart and no `reopen` is given; inside the tests, an Error that shows
 * both sides.
 *
 * @param options the runner's functions and a factory
 * @returns titles of the skipped tests
 * @example
 * journalSuite({ describe, it, skip: it.skip, create: () => memoryJournal() });
 */
export function journalSuite(options: JournalSuiteOptions): readonly string[] {
  const { describe, it, skip, create, reopen } = options;
  const probe = create();
  const { supports } = probe;
  void options.close?.(probe);
  if (supports.survivesRestart && reopen === undefined) {
    throw new Error('journalSuite: a journal that survives a restart needs `reopen`');
  }
  const skipped: string[] = [];
  describe('SyncJournal', () => {
    for (const { title, needs, run } of [...JOURNAL_RUN_CASES, ...JOURNAL_RECORD_CASES]) {
      if (needs !== undefined && !supports[needs]) {
        skipped.push(title);
        skip?.(title);
        continue;
      }
      it(title, () =>
        withJournal(options, (journal) => run({ journal, reopen: async () => reopened(options, journal) })),
      );
    }
  });
  return skipped;
}

async function withJournal(
  { create, close }: JournalSuiteOptions,
  use: (journal: SyncJournal) => Promise<void>,
): Promise<void> {
  const journal = create();
  try {
    await use(journal);
  } finally {
    await close?.(journal);
  }
}

async function reopened({ reopen }: JournalSuiteOptions, journal: SyncJournal): Promise<SyncJournal> {
  if (reopen === undefined) throw new Error('journalSuite: no `reopen`');
  return reopen(journal);
}
