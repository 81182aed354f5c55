import type { AccountRecord } from '../../../../model/UserDataPage.js';
import { maybeNumberOf, textOf } from '../columns.js';
import type { BookScope } from './BookScope.js';
import { seenAt, type Telling } from './seenAt.js';
import { versionOf } from './versionOf.js';

const UPSERT = `INSERT INTO book_accounts
    (owner, id, version, container, provider_account, status, name, balance, currency, fields)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (owner, id) DO UPDATE SET version = excluded.version, gone_at = NULL,
    container = coalesce(excluded.container, container), provider_account = excluded.provider_account,
    status = excluded.status, name = excluded.name, balance = excluded.balance, currency = excluded.currency,
    fields = excluded.fields
  WHERE version + (gone_at IS NOT NULL) <= ?`;
const REMOVE = `INSERT INTO book_accounts (owner, id, version, gone_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (owner, id) DO UPDATE SET version = excluded.version, gone_at = excluded.gone_at,
    provider_account = NULL, status = NULL, name = NULL, balance = NULL, currency = NULL, fields = NULL
  WHERE excluded.version >= version`;
const FIND = 'SELECT version, gone_at, container FROM book_accounts WHERE owner = ? AND id = ?';
const UNDER = 'SELECT id FROM book_accounts WHERE owner = ? AND provider_account = ? AND gone_at IS NULL';
const REPARENT = `UPDATE book_accounts SET provider_account = ?
  WHERE owner = ? AND provider_account = ? AND gone_at IS NULL`;

/** What is known of an account that transactions and holdings belong to. */
export interface OwningAccount {
  /** The version with which it went; absent while it is there. */
  readonly goneVersion?: number;
  readonly container?: string;
}

/** A user's accounts. */
export class AccountRows {
  private readonly known = new Map<string, OwningAccount | undefined>();

  constructor(private readonly scope: BookScope) {}

  upsert(record: AccountRecord, providerAccountId: string | undefined, telling: Telling = 'told'): void {
    const { transaction, owner, asOf } = this.scope;
    const { id, lastUpdated, container = null, status = null, name = null, balance = null, currency = null } = record;
    const parent = providerAccountId ?? null;
    const fields = JSON.stringify(record.fields);
    const version = versionOf(lastUpdated, asOf);
    this.known.delete(id);
    const known = seenAt(lastUpdated, this.scope, telling);
    transaction
      .prepare(UPSERT)
      .run(owner, id, version, container, parent, status, name, balance, currency, fields, known);
  }

  /** Tells whether it is gone now; a newer version stays. */
  remove(id: string, version: number): boolean {
    const { transaction, owner, asOf } = this.scope;
    this.known.delete(id);
    return Number(transaction.prepare(REMOVE).run(owner, id, version, asOf).changes) > 0;
  }

  /** The accounts that belong to a provider account. */
  under(providerAccountId: string): readonly string[] {
    const { transaction, owner } = this.scope;
    return transaction
      .prepare(UNDER)
      .all(owner, providerAccountId)
      .map((row) => textOf(row, 'id'));
  }

  reparent(from: string, to: string): void {
    const { transaction, owner } = this.scope;
    if (from !== to) transaction.prepare(REPARENT).run(to, owner, from);
  }

  /** Undefined when nobody has heard of it. */
  find(id: string): OwningAccount | undefined {
    if (!this.known.has(id)) this.known.set(id, this.read(id));
    return this.known.get(id);
  }

  private read(id: string): OwningAccount | undefined {
    const { transaction, owner } = this.scope;
    const row = transaction.prepare(FIND).get(owner, id);
    if (row === undefined) return undefined;
    const isGone = maybeNumberOf(row, 'gone_at') !== undefined;
    const container = row['container'];
    return {
      ...(isGone && { goneVersion: maybeNumberOf(row, 'version') ?? 0 }),
      ...(typeof container === 'string' && { container }),
    };
  }
}
