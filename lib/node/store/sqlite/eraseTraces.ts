import { StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';
import { numberOf } from './columns.js';
import type { RawFile } from './RawFile.js';
import type { SqliteFile } from './SqliteFile.js';

const NAMELESS = `SELECT 1 AS hit FROM meta WHERE key = 'nameless'`;

/**
 * Notes that rows were deleted that do not hold the name of whom they told: copies of them cannot be looked for.
 *
 * @param file whose rows were deleted, in that transaction
 * @example
 * noteNameless(file);
 */
export function noteNameless(file: SqliteFile): void {
  file.prepare(`INSERT OR IGNORE INTO meta VALUES ('nameless', 1)`).run();
}

/**
 * Removes what deleted rows leave behind: the log, which holds old pages, and copies that moving rows left in pages.
 *
 * Reads the whole file once, in pieces, and only writes it anew when a trace is left or cannot be looked for. Errors: StoreUnavailableError
 * `locked` while somebody who only looks keeps the log alive; erasing again tries again.
 *
 * @param file whose rows were deleted
 * @param raw its bytes
 * @param trace what must not be found; its name may be part of another's
 * @example
 * await eraseTraces(file, raw, 'ann');
 */
export async function eraseTraces(file: SqliteFile, raw: RawFile, trace: string): Promise<void> {
  truncateLog(file);
  const isNameless = file.prepare(NAMELESS).get() !== undefined;
  if (!isNameless && !(await raw.includes(Buffer.from(trace)))) return;
  file.exec('VACUUM');
  // Only now, so that whoever is refused or killed before this tries again.
  if (isNameless) file.exec(`DELETE FROM meta WHERE key = 'nameless'`);
  truncateLog(file);
}

function truncateLog(file: SqliteFile): void {
  const row = file.use().prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (numberOf(row, 'busy') !== 0) throw new StoreUnavailableError('locked', 'erase: a reader keeps old pages');
}
