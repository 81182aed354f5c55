import { StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';
import { BOOK_TABLES } from './book/BOOK_TABLES.js';
import { numberOf } from './columns.js';
import type { SqlDriver } from './SqlDriver.js';

/** Each brings a file from the version before to the next; what was published is never changed. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE places (
    id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, consumer TEXT NOT NULL,
    waiting INTEGER NOT NULL DEFAULT 0, leased INTEGER NOT NULL DEFAULT 0, parked INTEGER NOT NULL DEFAULT 0,
    dead INTEGER NOT NULL DEFAULT 0, expired INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0,
    UNIQUE (tenant, consumer)
  );
  CREATE TABLE lanes (
    place INTEGER NOT NULL, user TEXT NOT NULL, turn INTEGER NOT NULL, ready_at INTEGER, head_until INTEGER,
    wake_at INTEGER, since INTEGER, leased INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (place, user)
  ) WITHOUT ROWID;
  CREATE INDEX lanes_ready ON lanes (place, ready_at, turn, head_until) WHERE ready_at IS NOT NULL;
  CREATE INDEX lanes_asleep ON lanes (place, wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX lanes_by_age ON lanes (place, since) WHERE since IS NOT NULL;
  CREATE INDEX lanes_leased ON lanes (place) WHERE leased = 1;
  CREATE TABLE ledgers (tenant TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE erased (tenant TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (tenant, digest)) WITHOUT ROWID;
  CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, received_at INTEGER NOT NULL, user TEXT, body TEXT NOT NULL
  );
  CREATE INDEX quarantine_by_tenant ON quarantine (tenant, id);
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY, run_id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, user TEXT NOT NULL, scope TEXT NOT NULL,
    ended INTEGER NOT NULL, expires_at INTEGER NOT NULL, body TEXT NOT NULL
  );
  CREATE INDEX runs_by_owner ON runs (tenant, user, ended);
  CREATE INDEX runs_over ON runs (ended, id);
  CREATE TABLE run_seen (run INTEGER NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (run, id)) WITHOUT ROWID;
  `,
  BOOK_TABLES,
  `
  ALTER TABLE lanes ADD COLUMN is_over INTEGER;
  UPDATE lanes SET is_over = 0 WHERE ready_at IS NOT NULL;
  DROP INDEX lanes_ready;
  CREATE INDEX lanes_ready ON lanes (place, ready_at, turn, head_until) WHERE is_over = 1;
  CREATE INDEX lanes_open ON lanes (place, head_until) WHERE is_over = 0;
  `,
];

/**
 * Brings a file to the newest version, each step in a transaction of its own; killed on the way, it goes on where it was.
 *
 * Errors: throws StoreUnavailableError `newerSchema` for a file of a later version of this library.
 *
 * @param driver of the file, open for writing
 * @param migrations the steps
 * @example
 * migrate(driver);
 */
export function migrate(driver: SqlDriver, migrations: readonly string[] = MIGRATIONS): void {
  const version = schemaVersion(driver);
  refuseNewer(version, migrations.length);
  for (const [step, sql] of migrations.entries()) {
    if (step < version) continue;
    driver.exec('BEGIN IMMEDIATE');
    try {
      driver.exec(sql);
      driver.exec(`PRAGMA user_version = ${String(step + 1)}`);
      driver.exec('COMMIT');
    } catch (error) {
      if (driver.isInTransaction()) driver.exec('ROLLBACK');
      throw error;
    }
  }
}

/**
 * Refuses a file that a later version of this library wrote.
 *
 * @param version of the file
 * @param newest that is known
 * @example
 * refuseNewer(1, 1);
 */
export function refuseNewer(version: number, newest = MIGRATIONS.length): void {
  if (version > newest) throw new StoreUnavailableError('newerSchema', 'open the store');
}

/**
 * Gives the version of a file; 0 for a new one.
 *
 * @param driver of the file
 * @example
 * schemaVersion(driver); // 1
 */
export function schemaVersion(driver: SqlDriver): number {
  return numberOf(driver.prepare('PRAGMA user_version').get(), 'user_version');
}
