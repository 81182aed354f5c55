import { open } from 'node:fs/promises';
import { StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';
import { numberOf } from './columns.js';
import type { SqliteFile } from './SqliteFile.js';

const CHUNK_BYTES = 1_048_576;

/**
 * Removes what deleted rows leave behind: the log, which holds old pages, and copies that moving rows left in pages.
 *
 * Reads the whole file once, in pieces, and only writes it anew when a trace is left. Errors: StoreUnavailableError
 * `locked` while somebody who only looks keeps the log alive; erasing again tries again.
 *
 * @param file whose rows were deleted
 * @param path of that file
 * @param trace what must not be found; its name may be part of another's
 * @example
 * await eraseTraces(file, 'inbox.db', 'ann');
 */
export async function eraseTraces(file: SqliteFile, path: string, trace: string): Promise<void> {
  truncateLog(file);
  if (!(await holds(path, trace))) return;
  file.exec('VACUUM');
  truncateLog(file);
}

function truncateLog(file: SqliteFile): void {
  const row = file.use().prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (numberOf(row, 'busy') !== 0) throw new StoreUnavailableError('locked', 'erase: a reader keeps old pages');
}

async function holds(path: string, trace: string): Promise<boolean> {
  const wanted = Buffer.from(trace);
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES + wanted.length);
    for (let at = 0; ; at += CHUNK_BYTES) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (buffer.subarray(0, bytesRead).includes(wanted)) return true;
      if (bytesRead < buffer.length) return false;
    }
  } finally {
    await handle.close();
  }
}
