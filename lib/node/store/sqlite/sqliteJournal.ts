import { map } from 'rxjs';
import type { SyncJournal } from '../../../ports/SyncJournal.js';
import type { GroupCommit } from './GroupCommit.js';
import type { RunTable } from './RunTable.js';

/**
 * Keeps the sync journal in a file, so that a restart joins what runs and never posts twice.
 *
 * Errors: JournalMissError; StoreUnavailableError.
 *
 * @param commits in whose transactions
 * @param runs the table
 * @example
 * const api = createOxlin({ baseUrl, tokens, http, journal: store.journal });
 */
export function sqliteJournal(commits: GroupCommit, runs: RunTable): SyncJournal {
  return {
    supports: { survivesRestart: true },
    begin: (draft, now) => commits.write('journal: begin', () => runs.begin(draft, now)),
    current: (owner, scope, now) => commits.read('journal: current', () => runs.current(owner, scope, now)),
    amend: (runId, amendment) => commits.write('journal: amend', () => runs.amend(runId, amendment)),
    find: (runId) => commits.read('journal: find', () => runs.find(runId)),
    erase: (owner, connectionId) =>
      commits.write('journal: erase', () => runs.erase(owner, connectionId)).pipe(map(() => undefined)),
  };
}
