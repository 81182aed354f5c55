import { asyncScheduler, map, type Observable } from 'rxjs';
import { InvalidOptionError } from '../../../errors/InvalidOptionError.js';
import type { InboxStore } from '../../../ports/InboxStore.js';
import type { SyncJournal } from '../../../ports/SyncJournal.js';
import { assembleInbox } from '../../../store/rules/assembleInbox.js';
import { inboxSettings } from '../../../store/rules/inboxSettings.js';
import { journalSettings } from '../../../store/rules/journalSettings.js';
import { LaneKeeper } from '../../../store/rules/LaneKeeper.js';
import { loadSqlDriver } from './loadSqlDriver.js';
import { realFileOf } from './realFileOf.js';
import type { SqlTransaction } from './SqlDriver.js';
import { SqliteCore } from './SqliteCore.js';
import { sqliteJournal } from './sqliteJournal.js';
import type { SqliteStoreOptions } from './SqliteStoreOptions.js';
import { toStoreError } from './storeFaultOf.js';

/** One open file and what is kept in it. */
export interface SqliteStore {
  readonly inbox: InboxStore<SqlTransaction>;
  readonly journal: SyncJournal;
  /**
   * Where the file went that was found broken, at opening or since: an empty one took its place, and all of the last
   * 7 days is to be swept again. Undefined when nothing was broken.
   */
  readonly brokenFile: string | undefined;
  /** Writes a row and syncs it; errors with StoreUnavailableError while the store cannot be written. */
  ready(): Observable<void>;
  /** Runs synchronous work in a transaction; it is on stable storage when the value is emitted. */
  transact<T>(work: (transaction: SqlTransaction) => T): Observable<T>;
  /** Runs synchronous queries, such as those of `readBook`. */
  query<T>(queries: (transaction: SqlTransaction) => T): Observable<T>;
  /** Finishes what is under way, and gives file and lock back. */
  close(): Observable<void>;
}

/**
 * Opens the file that keeps the inbox and the sync journal; what has been emitted survives a loss of power.
 *
 * One process writes a file at a time. Calls of the same turn of the loop share one sync of the disk. After a fault the
 * store heals by itself once the cause is gone. Memory: O(calls under way), independent of the backlog. Errors: rejects
 * with StoreUnavailableError (`locked`, `newerSchema`, `networkFileSystem`, `readOnly` …), or InvalidOptionError when
 * there is no SQLite library, the file has hard links, is no database and never was, or is a database of somebody else.
 *
 * @param options which file, who reads, and what to keep
 * @example
 * const store = await openSqliteStore({ file: 'inbox.db' });
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const settings = { ...inboxSettings(options, asyncScheduler), ...journalSettings(options) };
  const { file } = options;
  if (file === '' || file.startsWith(':') || file.startsWith('file:')) {
    throw new InvalidOptionError('file', file, 'the path of a file');
  }
  const driver = options.driver ?? (await loadSqlDriver());
  try {
    const core = new SqliteCore({ ...options, file: realFileOf(file) }, settings, driver);
    try {
      return storeOver(core);
    } catch (error) {
      core.giveBack();
      throw error;
    }
  } catch (error) {
    throw toStoreError(error, 'open the store');
  }
}

function storeOver(core: SqliteCore): SqliteStore {
  const { engine, commits, tables } = core;
  const keeper = new LaneKeeper(engine);
  const isWritable = engine.durability.proof !== 'read only';
  if (isWritable) {
    // Whoever held a lease was this file's only writer, and is gone.
    core.atOnce(() => {
      keeper.rules.bury(tables.leased());
    });
  }
  const inbox = assembleInbox(engine, keeper);
  return {
    inbox,
    journal: sqliteJournal(core),
    get brokenFile() {
      return core.brokenFile;
    },
    ready: () => commits.write('probe the store', () => tables.turns.probe()).pipe(map(() => undefined)),
    transact: (work) => core.transact(work),
    query: (queries) => core.query(queries),
    close: () => inbox.close(),
  };
}
