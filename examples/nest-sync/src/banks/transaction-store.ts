import type { Transaction } from 'millrace';
import type { ObservableInput } from 'rxjs';

/** Where transactions are kept: a table with a unique key (user, transaction id), say. */
export interface TransactionStore {
  /**
   * Saves a batch, all of it or nothing. A transaction that is known already, by its id, is replaced: a pending one may
   * have been booked since. Gives the number of those that were not known.
   */
  save(userId: string, transactions: readonly Transaction[]): ObservableInput<number>;
}

export const TRANSACTION_STORE = Symbol('TransactionStore');
