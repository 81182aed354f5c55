import type { Observable } from 'rxjs';
import type { DataWindow } from '../model/DataWindow.js';
import type { LoginName } from '../model/Identity.js';
import type { UserDataPage } from '../model/UserDataPage.js';
import type { Change } from '../model/Change.js';

/** One user's changes of one window, fetched whole and checked, to be stored by the application. */
export interface Delivery<Tx = unknown> {
  /** The same for the same data, over attempts, restarts and engines. */
  readonly key: string;
  readonly tenant: string;
  readonly userId: LoginName;
  readonly window: DataWindow;
  /** 1 for the first. */
  readonly attempt: number;
  /** Rises with each lease of this user. */
  readonly fence: number;
  /** Newer windows of this user may have been delivered before. */
  readonly replayed: boolean;
  /** The pages would not agree with the announced count, however often they were read. */
  readonly unsettled: boolean;
  /** The answers, page by page; reads a spool file when they are too big for memory. */
  readonly pages: Iterable<UserDataPage>;
  /** What they mean for a table, in the order in which it is to be applied. */
  readonly changes: Iterable<Change>;
  /** Aborts when the deadline passes, the lease is lost or the consumer stops. */
  readonly signal: AbortSignal;
  /**
   * Runs `work` and the acknowledgement in one transaction of the inbox's own engine; then nothing is left to
   * acknowledge. Cold: `work` runs for who subscribes, so return it or await `firstValueFrom` of it. Errors with
   * InvalidOptionError on an engine without transactions.
   */
  commit<T>(work: (transaction: Tx) => T): Observable<T>;
}
