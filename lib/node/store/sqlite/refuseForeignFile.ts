import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { InvalidOptionError } from '../../../errors/InvalidOptionError.js';

/** How every database begins. Source: sqlite.org/fileformat.html §1.3 */
const HEADER = Buffer.from('SQLite format 3\0', 'latin1');
/** What stands beside a file that was opened here or by SQLite before. */
const TRACES = ['.lock', '-wal', '-shm'] as const;

/**
 * Refuses a file that never was a database: it is somebody's, and must not be set aside as a broken one is.
 *
 * A database whose header broke is known by what stands beside it. An empty file, or none, is as good as new. Errors:
 * throws InvalidOptionError that names the file, which stays as it is.
 *
 * @param file path
 * @example
 * refuseForeignFile('README.md'); // InvalidOptionError
 */
export function refuseForeignFile(file: string): void {
  // Closing a handle of a file gives up all locks that this process has on it: of one that may be open nothing is read.
  if (!existsSync(file) || TRACES.some((trace) => existsSync(file + trace))) return;
  const begin = beginOf(file);
  if (begin.length === 0 || begin.equals(HEADER)) return;
  throw new InvalidOptionError('file', file, 'a SQLite database, an empty file, or none');
}

function beginOf(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const begin = Buffer.alloc(HEADER.length);
    return begin.subarray(0, readSync(handle, begin, 0, HEADER.length, 0));
  } finally {
    closeSync(handle);
  }
}
