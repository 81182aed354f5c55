import { Injectable } from '@nestjs/common';
import type { Transaction, TransactionId } from 'millrace';
import { defer, type Observable, of } from 'rxjs';
import type { TransactionStore } from './transaction-store.js';

/** Keeps transactions while the process lives. */
@Injectable()
export class MemoryTransactionStore implements TransactionStore {
  readonly #rows = new Map<string, Map<TransactionId, Transaction>>();

  save(userId: string, transactions: readonly Transaction[]): Observable<number> {
    return defer(() => {
      const rows = this.#rows.get(userId) ?? new Map<TransactionId, Transaction>();
      const known = rows.size;
      for (const transaction of transactions) rows.set(transaction.id, transaction);
      this.#rows.set(userId, rows);
      return of(rows.size - known);
    });
  }

  rowsOf(userId: string): readonly Transaction[] {
    return [...(this.#rows.get(userId)?.values() ?? [])];
  }
}
