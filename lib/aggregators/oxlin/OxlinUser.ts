import type { Observable } from 'rxjs';
import type { Account } from '../../model/Account.js';
import type { Connection } from '../../model/Connection.js';
import type { AccountId, TransactionId } from '../../model/Identity.js';
import type { Transaction } from '../../model/Transaction.js';
import type { QueueApi } from '../../ports/QueueApi.js';
import type { AccountFilter } from './AccountFilter.js';
import type { Profile } from './Profile.js';
import type { Provider } from './Provider.js';
import type { TransactionFilter } from './TransactionFilter.js';

/**
 * One user of one tenant: what the pipelines need, and what people read afterwards.
 *
 * The reads declared here are cold, emit item by item and repeat a page that failed for now; those of `QueueApi` repeat
 * nothing. Unsubscribing aborts the exchange under way.
 */
export interface OxlinUser extends QueueApi {
  /** The user's links to providers. */
  connections(): Observable<Connection>;
  /** Financial products, page by page until an empty page, each once. */
  accounts(filter?: AccountFilter): Observable<Account>;
  account(accountId: AccountId): Observable<Account>;
  /** Movements, page by page until an empty page, each once. Read them after a sync: pages shift while one runs. */
  transactions(filter?: TransactionFilter): Observable<Transaction>;
  transaction(transactionId: TransactionId): Observable<Transaction>;
  /** The banks that upstream knows. */
  providers(): Observable<Provider>;
  /** Who the token speaks for. */
  me(): Observable<Profile>;
  /** Deletes this user upstream, with all data. Emits nothing, then completes; is made once. */
  deleteUser(): Observable<never>;
}
