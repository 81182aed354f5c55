import type { LoginName } from '../../../model/Identity.js';
import type { InboxOptions } from '../../../ports/InboxOptions.js';
import type { EraseReport } from '../../../ports/InboxStore.js';
import type { Telemetry } from '../../../ports/Telemetry.js';
import type { OpenSqlDriver, SqlTransaction } from './SqlDriver.js';

/** Erases what tables of others in the same file keep of a user; gives how many rows by table. */
export type SqlEraser = (transaction: SqlTransaction, tenant: string, userId: LoginName) => EraseReport;

/** Options of `openSqliteStore`. */
export interface SqliteStoreOptions extends InboxOptions {
  /** Path of the file, on a local disk, or of a link to it; its folder must exist. */
  readonly file: string;
  /** Only look, while another process may write. @defaultValue `false` */
  readonly readOnly?: boolean;
  /** Called with an erasure, in its transaction; the book's own is always called. @defaultValue none */
  readonly erasers?: readonly SqlEraser[];
  /** Ended runs that the journal keeps. Unit: runs, ≥ 0. @defaultValue `1_000` */
  readonly keepEnded?: number;
  /** Updates that the journal keeps of each run. Unit: updates, ≥ 1. @defaultValue `256` */
  readonly keepUpdates?: number;
  /** Told of a file that was broken and replaced: `store_rebuilt_total`. @defaultValue nobody is told */
  readonly telemetry?: Telemetry;
  /** The SQLite library. @defaultValue Node's own, else `@photostructure/sqlite` */
  readonly driver?: OpenSqlDriver;
}
