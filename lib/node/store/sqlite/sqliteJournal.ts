import { concatMap } from 'rxjs';
import type { SyncJournal } from '../../../ports/SyncJournal.js';
import type { SqliteCore } from './SqliteCore.js';

/**
 * Keeps the sync journal in a file, so that a restart joins what runs and never posts twice.
 *
 * Errors: JournalMissError; StoreUnavailableError, `locked` from `erase` while somebody who only looks keeps old pages.
 *
 * @param core the parts of the open store
 * @example
 * const api = createOxlin({ baseUrl, tokens, http, journal: store.journal });
 */
export function sqliteJournal(core: Pick<SqliteCore, 'commits' | 'runs' | 'forget'>): SyncJournal {
  const { commits, runs } = core;
  return {
    supports: { survivesRestart: true },
    begin: (draft, now) => commits.write('journal: begin', () => runs.begin(draft, now)),
    current: (owner, scope, now) => commits.read('journal: current', () => runs.current(owner, scope, now)),
    amend: (runId, amendment) => commits.write('journal: amend', () => runs.amend(runId, amendment)),
    find: (runId) => commits.read('journal: find', () => runs.find(runId)),
    erase: (owner, connectionId) =>
      commits
        .write('journal: erase', () => runs.erase(owner, connectionId))
        .pipe(
          // The name of a connection may be part of many others; runs hold it in quotes.
          concatMap(() =>
            core.forget('journal: erase', connectionId === undefined ? owner.userId : JSON.stringify(connectionId)),
          ),
        ),
  };
}
