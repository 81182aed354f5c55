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
    // A library may keep a closed handle alive until its statements are collected: it must not hold the write lock.
    attempt(() => {
      if (driver?.isInTransaction() === true) driver.exec('ROLLBACK');
    });
    attempt(() => {
      driver?.close();
    });
  }

  /** Moves the log into the file, if nobody reads it, and gives the handle up for good. */
  close(): void {
    attempt(() => {
      this.driver?.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    });
    this.drop();
    this.isClosed = true;
  }
}

/** A handle that is given up anyway owes nothing any more; what it did not move from the log is safe there. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    return;
  }
}
