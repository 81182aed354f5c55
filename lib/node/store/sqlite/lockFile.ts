import { closeSync, existsSync, openSync } from 'node:fs';
import { StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';
import type { OpenSqlDriver } from './SqlDriver.js';
import { storeFaultOf } from './storeFaultOf.js';

const OWNER_ONLY = 0o600;

/**
 * Makes this the only writer of a file, until it gives the lock back or its process dies, however it dies.
 *
 * The lock is one that the operating system holds on a file beside it, so that none is ever left over and who only
 * looks is not kept out. Errors: throws StoreUnavailableError `locked` while another has it.
 *
 * @param open the SQLite library, which knows each system's locks
 * @param file the file to write
 * @returns gives the lock back
 * @example
 * const unlock = lockFile(open, 'inbox.db');
 */
export function lockFile(open: OpenSqlDriver, file: string): () => void {
  const lock = `${file}.lock`;
  // Closing a handle of a file gives up all locks that this process has on it: only a new file is touched.
  if (!existsSync(lock)) closeSync(openSync(lock, 'a', OWNER_ONLY));
  const driver = open(lock, { readOnly: false });
  try {
    driver.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    driver.close();
    if (storeFaultOf(error) !== 'locked') throw error;
    throw new StoreUnavailableError('locked', 'open the store, which another process writes');
  }
  return () => {
    driver.close();
  };
}
