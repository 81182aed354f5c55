import { catchError, defer, map, Observable, throwError } from 'rxjs';
import type { EraseReport } from '../../../ports/InboxStore.js';
import type { InboxEngine } from '../../../store/rules/InboxEngine.js';
import type { InboxSettings } from '../../../store/rules/inboxSettings.js';
import type { JournalSettings } from '../../../store/rules/journalSettings.js';
import { eraseBook } from './book/eraseBook.js';
import { eraseTraces, noteNameless } from './eraseTraces.js';
import { GroupCommit } from './GroupCommit.js';
import { lockFile } from './lockFile.js';
import { openFile, openReadOnly, type OpenedFile } from './openFile.js';
import { RawFile } from './RawFile.js';
import { refuseForeignFile } from './refuseForeignFile.js';
import { runWork } from './runWork.js';
import { RunTable } from './RunTable.js';
import type { OpenSqlDriver, SqlTransaction } from './SqlDriver.js';
import { SqliteFile } from './SqliteFile.js';
import type { SqliteStoreOptions } from './SqliteStoreOptions.js';
import { SqliteTables } from './SqliteTables.js';
import { toStoreError } from './storeFaultOf.js';

/** The parts of an open store, and the engine that the inbox is made of. */
export class SqliteCore {
  readonly engine: InboxEngine<SqlTransaction>;
  readonly commits: GroupCommit;
  readonly runs: RunTable;
  readonly tables: SqliteTables;
  /** Where the newest file went that was broken. */
  brokenFile: string | undefined;
  private readonly file: SqliteFile;
  private readonly raw: RawFile;
  private readonly unlock: () => void;
  private isClosed = false;
  private proof = '';

  constructor(
    private readonly options: SqliteStoreOptions,
    private readonly settings: InboxSettings & JournalSettings,
    private readonly open: OpenSqlDriver,
  ) {
    const { erasers = [], readOnly = false } = options;
    refuseForeignFile(options.file);
    this.raw = new RawFile(options.file);
    this.unlock = readOnly ? () => undefined : lockFile(open, options.file);
    this.file = new SqliteFile(
      () => this.openAgain(),
      (opened) => {
        this.begin(opened);
      },
    );
    this.tables = new SqliteTables(this.file, (tenant, userId) => {
      const nameless = [eraseBook, ...erasers].reduce<EraseReport>(
        (report, erase) => ({ ...report, ...runWork(this.file, (transaction) => erase(transaction, tenant, userId)) }),
        {},
      );
      if (Object.values(nameless).some((rows) => rows > 0)) noteNameless(this.file);
      return { runs: this.runs.erase({ tenant, userId }), ...nameless };
    });
    this.runs = new RunTable(this.file, this.tables.turns, settings.keepEnded, settings.keepUpdates);
    this.commits = new GroupCommit(this.file, {
      now: () => this.settings.scheduler.now(),
      beforeCommit: () => {
        this.tables.beforeCommit();
      },
      mark: () => this.tables.mark(),
    });
    this.engine = this.engineOver(this.openNow());
  }

  /** Runs a job in a transaction at once; only while nobody else can have begun one. */
  atOnce(job: () => void): void {
    this.file.use();
    const restore = this.tables.mark();
    try {
      this.file.exec('BEGIN IMMEDIATE');
      job();
      this.tables.beforeCommit();
      this.file.exec('COMMIT');
    } catch (error) {
      restore();
      this.file.drop();
      throw error;
    }
  }

  /** Runs work in a transaction of its own, or that of others of the same turn. */
  transact<T>(work: (transaction: SqlTransaction) => T): Observable<T> {
    return this.commits.write('run work', () => runWork(this.file, work), { isForeign: true });
  }

  /** Runs queries; what they write would be lost. */
  query<T>(work: (transaction: SqlTransaction) => T): Observable<T> {
    return this.commits.read('run queries', () => runWork(this.file, work));
  }

  /** Removes what deleted rows left behind that held this trace. */
  forget(operation: string, trace: string): Observable<void> {
    return defer(() => eraseTraces(this.file, this.raw, trace)).pipe(
      catchError((error: unknown) => throwError(() => toStoreError(error, operation))),
    );
  }

  close(): Observable<void> {
    return new Observable((subscriber) => {
      this.commits.whenIdle(() => {
        if (!this.isClosed) {
          this.isClosed = true;
          this.giveBack();
        }
        subscriber.next();
        subscriber.complete();
      });
    });
  }

  /** Gives file and lock back at once, whatever is under way. */
  giveBack(): void {
    this.file.close();
    this.raw.close();
    this.unlock();
  }

  private openNow(): string {
    try {
      this.file.use();
      return this.proof;
    } catch (error) {
      this.giveBack();
      throw error;
    }
  }

  private openAgain(): OpenedFile {
    const { file, readOnly = false } = this.options;
    return readOnly
      ? openReadOnly(this.open, file)
      : openFile(this.open, file, this.raw, this.settings.scheduler.now());
  }

  private begin({ proof, brokenFile }: OpenedFile): void {
    this.proof = proof;
    this.tables.renew();
    if (this.options.readOnly === true) return;
    this.atOnce(() => {
      this.tables.makeSalt();
      // Fences go on rising although the file that counted them is gone.
      if (brokenFile !== undefined) this.tables.turns.startAt(this.settings.scheduler.now());
    });
    if (brokenFile === undefined) return;
    this.brokenFile = brokenFile;
    this.options.telemetry?.count('store_rebuilt_total', 1, { engine: 'sqlite' });
  }

  private engineOver(proof: string): InboxEngine<SqlTransaction> {
    const { commits, file, settings, tables } = this;
    return {
      tables,
      settings,
      durability: { engine: 'sqlite', survives: 'powerLoss', proof },
      supports: { survivesRestart: true, commit: true, manyProcesses: false },
      read: (operation, job) => commits.read(`inbox: ${operation}`, job),
      write: (operation, job, options) => commits.write(`inbox: ${operation}`, job, options),
      transact: (work) => runWork(file, work),
      afterErase: (_tenant, userId) => this.forget('inbox: erase', userId).pipe(map(() => ({}))),
      close: () => this.close(),
    };
  }
}
