import { InvalidOptionError } from '../../../errors/InvalidOptionError.js';
import { numberOf } from './columns.js';
import type { SqlDriver } from './SqlDriver.js';

/** `mlrc`, in the header of every file of ours. Source: sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x6d6c7263;
const TABLES = `SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table'`;
/** How our first migration began, before files said whose they are. */
const OUR_META = `SELECT count(*) AS n FROM sqlite_schema
  WHERE name = 'meta' AND sql = 'CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID'`;

/**
 * Refuses a database that is somebody else's, before anything of it is changed; an empty one is as good as new.
 *
 * Errors: throws InvalidOptionError that names the file.
 *
 * @param driver of the file
 * @param file its path
 * @example
 * refuseForeignDatabase(driver, 'places.sqlite'); // InvalidOptionError
 */
export function refuseForeignDatabase(driver: SqlDriver, file: string): void {
  if (applicationId(driver) === APPLICATION_ID || count(driver, TABLES) === 0 || count(driver, OUR_META) > 0) return;
  throw new InvalidOptionError('file', file, 'a file of this library, an empty one, or none: this is another database');
}

/**
 * Writes into a file whose it is, unless it says so.
 *
 * @param driver of the file, open for writing
 * @example
 * claimDatabase(driver);
 */
export function claimDatabase(driver: SqlDriver): void {
  if (applicationId(driver) !== APPLICATION_ID) driver.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
}

function applicationId(driver: SqlDriver): number {
  return numberOf(driver.prepare('PRAGMA application_id').get(), 'application_id');
}

function count(driver: SqlDriver, sql: string): number {
  return numberOf(driver.prepare(sql).get(), 'n');
}
