import { maybeNumberOf } from './columns.js';
import type { SqliteFile } from './SqliteFile.js';

const KEPT = `SELECT value FROM meta WHERE key = 'clock'`;
const KEEP = `INSERT INTO meta VALUES ('clock', ?) ON CONFLICT DO UPDATE SET value = excluded.value
  WHERE excluded.value > value`;

/**
 * Where the store's clock stood, kept in the file.
 *
 * @param file where
 */
export class StoreTime {
  constructor(private readonly file: SqliteFile) {}

  /** Undefined when it was never kept. Unit: ms */
  kept(): number | undefined {
    return maybeNumberOf(this.file.prepare(KEPT).get(), 'value');
  }

  /** Needs a transaction. Unit: ms */
  keep(at: number): void {
    this.file.prepare(KEEP).run(Math.floor(at));
  }
}
