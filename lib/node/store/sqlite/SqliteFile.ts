import { StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';
import type { OpenedFile } from './openFile.js';
import type { SqlDriver, SqlStatement } from './SqlDriver.js';

/** Statements that are kept compiled; work of `commit` may bring its own. */
const MOST_STATEMENTS = 256;

/**
 * One file, opened when it is needed and again after a fault that a handle does not survive.
 *
 * Memory: O(statements kept compiled).
 *
 * @param open opens and verifies the file
 * @param onOpened told of each opening
 */
export class SqliteFile {
  private driver: SqlDriver | undefined;
  private readonly statements = new Map<string, SqlStatement>();
  private isClosed = false;

  constructor(
    private readonly open: () => OpenedFile,
    private readonly onOpened: (opened: OpenedFile) => void,
  ) {}

  /** Opens the file unless it is open. */
  use(): SqlDriver {
    if (this.isClosed) throw new StoreUnavailableError('closed', 'use the store');
    if (this.driver === undefined) {
      const opened = this.open();
      this.driver = opened.driver;
      this.onOpened(opened);
    }
    return this.driver;
  }

  exec(sql: string): void {
    this.use().exec(sql);
  }

  /** Compiles a statement, or gives the one that was compiled. */
  prepare(sql: string): SqlStatement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.use().prepare(sql);
    if (this.statements.size >= MOST_STATEMENTS) this.statements.clear();
    this.statements.set(sql, statement);
    return statement;
  }

  isInTransaction(): boolean {
    return this.driver?.isInTransaction() ?? false;
  }

  /** Gives the handle up; the next use opens the file anew. */
  drop(): void {
    const { driver } = this;
    this.driver = undefined;
    this.statements.clear();
    try {
      driver?.close();
    } catch {
      // A handle that cannot even be closed is gone all the same.
    }
  }

  /** Moves the log into the file, if nobody reads it, and gives the handle up for good. */
  close(): void {
    try {
      this.driver?.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // What is in the log is as safe there as in the file.
    }
    this.drop();
    this.isClosed = true;
  }
}
