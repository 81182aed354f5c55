import type { Observable } from 'rxjs';
import type { LoginName } from '../../model/Identity.js';
import type { Durability, EraseReport, InboxSupports } from '../../ports/InboxStore.js';
import type { InboxSettings } from './inboxSettings.js';
import type { InboxTables } from './InboxTables.js';

/** How a job is to be run. */
export interface WriteOptions<T> {
  /** Rows that it may touch; a transaction takes jobs until it has enough. @defaultValue `1` */
  readonly weight?: number;
  /** It runs code that is not ours: what it wrote is taken back alone when it throws. @defaultValue `false` */
  readonly isForeign?: boolean;
  /** Called once with what it gave, when that is on stable storage, whether or not anybody still listens. */
  readonly after?: (value: T) => void;
}

/** What an engine brings to the rules: where things are kept, and when they are kept for good. */
export interface InboxEngine<Tx> {
  readonly tables: InboxTables;
  readonly settings: InboxSettings;
  readonly durability: Durability;
  readonly supports: InboxSupports;
  /** Runs a job in a transaction; emits what it gave when that is on stable storage. */
  write<T>(operation: string, job: () => T, options?: WriteOptions<T>): Observable<T>;
  /** Runs a job that changes nothing. */
  read<T>(operation: string, job: () => T): Observable<T>;
  /** Runs the work of `commit` inside a write job; absent on an engine without transactions. */
  readonly transact?: <T>(work: (transaction: Tx) => T) => T;
  /** Removes what an erasure left outside the tables. */
  afterErase(tenant: string, userId: LoginName): Observable<EraseReport>;
  close(): Observable<void>;
}
