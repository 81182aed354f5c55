import type { Change, Tombstone, Upsert } from '../../../../model/Change.js';
import { AccountRows } from './AccountRows.js';
import type { BookScope } from './BookScope.js';
import { HoldingRows } from './HoldingRows.js';
import { ProviderAccountRows } from './ProviderAccountRows.js';
import { seenAt, type Telling } from './seenAt.js';
import { TransactionRows } from './TransactionRows.js';
import { versionOf } from './versionOf.js';

/** Upstream tells of at most 7 days, so that what went before cannot come back. Unit: ms */
const KEEP_GONE_MS = 8 * 86_400_000;
const TABLES = ['book_provider_accounts', 'book_accounts', 'book_transactions', 'book_holdings'] as const;

/** One user's book in one transaction: applies changes so that windows may come in any order, and more than once. */
export class UserBook {
  private readonly providerAccounts: ProviderAccountRows;
  private readonly accounts: AccountRows;
  private readonly transactions: TransactionRows;
  private readonly holdings: HoldingRows;

  constructor(private readonly scope: BookScope) {
    this.providerAccounts = new ProviderAccountRows(scope);
    this.accounts = new AccountRows(scope);
    this.transactions = new TransactionRows(scope, this.accounts);
    this.holdings = new HoldingRows(scope, this.accounts);
  }

  /** Takes a change of a window, or of a list of all that there is. */
  apply(change: Change, telling: Telling = 'told'): void {
    switch (change.kind) {
      case 'upsert':
        this.upsert(change, telling);
        break;
      case 'reparent': {
        const { fromProviderAccountId: from, toProviderAccountId: to } = change;
        this.providerAccounts.merge(from, to);
        this.accounts.reparent(from, this.providerAccounts.resolve(to));
        break;
      }
      case 'holdings':
        this.holdings.replace(change.accountId, change.records, telling);
        break;
      case 'tombstone':
        this.remove(change);
        break;
    }
  }

  /** Forgets that something was there which went long ago. */
  prune(): void {
    const { transaction, owner, asOf } = this.scope;
    for (const table of TABLES) {
      transaction.prepare(`DELETE FROM ${table} WHERE owner = ? AND gone_at < ?`).run(owner, asOf - KEEP_GONE_MS);
    }
  }

  private upsert(change: Upsert, telling: Telling): void {
    switch (change.entity) {
      case 'providerAccount':
        this.providerAccounts.upsert(change.record, telling);
        break;
      case 'account': {
        const { id, providerAccountId, lastUpdated } = change.record;
        const parent = providerAccountId === undefined ? undefined : this.providerAccounts.resolve(providerAccountId);
        const parentWent = parent === undefined ? undefined : this.providerAccounts.goneVersion(parent);
        // Its provider account was deleted by a newer window, which came first and could not take it along.
        const isLate = parentWent !== undefined && parentWent >= seenAt(lastUpdated, this.scope, telling);
        if (isLate) this.removeAccount(id, parentWent);
        else this.accounts.upsert(change.record, parent, telling);
        break;
      }
      case 'transaction':
        this.transactions.upsert(change.record, telling);
        break;
      case 'holding':
        this.holdings.upsert(change.record, telling);
        break;
    }
  }

  private remove(tombstone: Tombstone): void {
    const { entity, id, lastUpdated } = tombstone;
    const version = versionOf(lastUpdated, this.scope.asOf);
    switch (entity) {
      case 'providerAccount':
        if (!this.providerAccounts.remove(id, version)) break;
        for (const accountId of this.accounts.under(id)) this.removeAccount(accountId, version);
        break;
      case 'account':
        this.removeAccount(id, version);
        break;
      case 'transaction':
        this.transactions.remove(tombstone);
        break;
      case 'holding':
        this.holdings.remove(id, lastUpdated);
        break;
    }
  }

  private removeAccount(id: string, version: number): void {
    if (!this.accounts.remove(id, version)) return;
    this.transactions.removeOf(id, version);
    this.holdings.removeOf(id, version);
  }
}
