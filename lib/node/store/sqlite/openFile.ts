import { chmodSync, existsSync, renameSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';
import { numberOf, textOf } from './columns.js';
import { migrate, refuseNewer, schemaVersion } from './migrations.js';
import { claimDatabase, refuseForeignDatabase } from './refuseForeignDatabase.js';
import { refuseNetworkFileSystem } from './refuseNetworkFileSystem.js';
import type { RawFile } from './RawFile.js';
import type { OpenSqlDriver, SqlDriver } from './SqlDriver.js';
import { faultOfCode, storeFaultOf } from './storeFaultOf.js';

/** What SQLite keeps beside a file. */
const SIDES = ['', '-wal', '-shm'] as const;
const OWNER_ONLY = 0o600;
/** Pages after which the log is moved into the file: few enough not to be felt, many enough to cost few syncs. */
const CHECKPOINT_PAGES = 2_000;

/** A file that was opened, and what was found. */
export interface OpenedFile {
  readonly driver: SqlDriver;
  /** The settings that were read back. */
  readonly proof: string;
  /** Where the old file went that was broken; absent when nothing was. */
  readonly brokenFile?: string;
}

/**
 * Opens a file for writing: sound, private, on a local disk, with the settings that survive a loss of power.
 *
 * A broken file is set aside with its log and an empty one takes its place. Errors: throws StoreUnavailableError,
 * InvalidOptionError for a database of somebody else, or what SQLite or the system threw.
 *
 * @param open the SQLite library
 * @param file path
 * @param raw the bytes of that file
 * @param now names what is set aside. Unit: ms
 * @example
 * const { driver } = openFile(open, 'inbox.db', raw, Date.now());
 */
export function openFile(open: OpenSqlDriver, file: string, raw: RawFile, now: number): OpenedFile {
  refuseNetworkFileSystem(statfsSync(existsSync(file) ? file : dirname(file)).type);
  const attempt = () => tryOpen(open, file, raw);
  // What is set aside is lost to whoever asks for it: one look is not enough.
  const opened = unlessCorrupt(attempt) ?? unlessCorrupt(attempt);
  if (opened) return opened;
  const brokenFile = setAside(file, now);
  return { ...attempt(), brokenFile };
}

/**
 * Opens a file to look at it only, while another process writes.
 *
 * @param open the SQLite library
 * @param file path
 * @example
 * openReadOnly(open, 'inbox.db').proof; // 'read only'
 */
export function openReadOnly(open: OpenSqlDriver, file: string): OpenedFile {
  if (!existsSync(file)) throw new StoreUnavailableError('noSuchFile', 'open the store');
  const driver = open(file, { readOnly: true });
  try {
    driver.exec('PRAGMA busy_timeout = 2000; PRAGMA query_only = ON');
    refuseForeignDatabase(driver, file);
    refuseNewer(schemaVersion(driver));
  } catch (error) {
    driver.close();
    throw error;
  }
  return { driver, proof: 'read only' };
}

function unlessCorrupt(attempt: () => OpenedFile): OpenedFile | undefined {
  try {
    return attempt();
  } catch (error) {
    if (storeFaultOf(error) === 'corrupt') return undefined;
    throw error;
  }
}

function tryOpen(open: OpenSqlDriver, file: string, raw: RawFile): OpenedFile {
  raw.open();
  const driver = open(file, { readOnly: false });
  try {
    driver.exec('PRAGMA busy_timeout = 2000');
    refuseForeignDatabase(driver, file);
    keepPrivate(file);
    refuseNewer(schemaVersion(driver));
    const proof = configure(driver);
    check(driver);
    migrate(driver);
    claimDatabase(driver);
    return { driver, proof };
  } catch (error) {
    driver.close();
    throw error;
  }
}

/** What a setting became is read back: SQLite ignores what it cannot do. */
function configure(driver: SqlDriver): string {
  const journalMode = textOf(driver.prepare('PRAGMA journal_mode = WAL').get(), 'journal_mode');
  driver.exec(`PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
  const synchronous = numberOf(driver.prepare('PRAGMA synchronous').get(), 'synchronous');
  const secureDelete = numberOf(driver.prepare('PRAGMA secure_delete').get(), 'secure_delete');
  if (journalMode !== 'wal' || synchronous !== 2 || secureDelete !== 1) {
    throw new StoreUnavailableError('io', 'open the store with journal_mode=wal synchronous=2 secure_delete=1');
  }
  return `journal_mode=${journalMode} synchronous=${String(synchronous)}`;
}

function check(driver: SqlDriver): void {
  const found = textOf(driver.prepare('PRAGMA quick_check(1)').get(), 'quick_check');
  if (found === 'ok') return;
  // A page that could not be read is no broken page: the disk may give it the next time.
  const [, code] = /error code[ =](\d+)/.exec(found) ?? [];
  const fault = code === undefined ? undefined : faultOfCode(Number(code));
  throw new StoreUnavailableError(fault ?? 'corrupt', 'open the store');
}

function keepPrivate(file: string): void {
  for (const side of SIDES) if (existsSync(file + side)) chmodSync(file + side, OWNER_ONLY);
}

function setAside(file: string, now: number): string {
  keepPrivate(file);
  const broken = `${file}.broken-${String(now)}`;
  for (const side of SIDES) if (existsSync(file + side)) renameSync(file + side, broken + side);
  return broken;
}
