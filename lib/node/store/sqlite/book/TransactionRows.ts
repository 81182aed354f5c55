import type { Tombstone } from '../../../../model/Change.js';
import type { TransactionRecord } from '../../../../model/UserDataPage.js';
import { maybeNumberOf, textOf } from '../columns.js';
import type { AccountRows } from './AccountRows.js';
import type { BookScope } from './BookScope.js';
import { seenAt, type Telling } from './seenAt.js';
import { versionOf } from './versionOf.js';

const UPSERT = `INSERT INTO book_transactions
    (owner, container, id, version, account, status, base_type, amount, currency, date, description, fields)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (owner, container, id) DO UPDATE SET version = excluded.version, gone_at = NULL,
    account = excluded.account, status = excluded.status, base_type = excluded.base_type, amount = excluded.amount,
    currency = excluded.currency, date = excluded.date, description = excluded.description, fields = excluded.fields
  WHERE version + (gone_at IS NOT NULL) <= ?`;
const BLANK =
  'status = NULL, base_type = NULL, amount = NULL, currency = NULL, date = NULL, description = NULL, fields = NULL';
const REMOVE = `INSERT INTO book_transactions (owner, container, id, version, gone_at, account) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (owner, container, id) DO UPDATE SET version = excluded.version, gone_at = excluded.gone_at,
    account = coalesce(excluded.account, account), ${BLANK}
  WHERE excluded.version >= version`;
const REMOVE_OF = `UPDATE book_transactions SET version = max(version, ?), gone_at = ?, ${BLANK}
  WHERE owner = ? AND account = ? AND gone_at IS NULL`;
// The containers that there are, each found by one step in the key: whoever owns the transactions may not be known yet.
const NAMESAKES = `WITH RECURSIVE containers (name) AS (
    SELECT min(container) FROM book_transactions WHERE owner = ? AND container > ''
    UNION ALL
    SELECT (SELECT min(container) FROM book_transactions WHERE owner = ? AND container > name) FROM containers
      WHERE name IS NOT NULL
  )
  SELECT container, account FROM book_transactions
  WHERE owner = ? AND container IN (SELECT name FROM containers WHERE name IS NOT NULL) AND id = ?`;
const NAMELESS = `SELECT version, account FROM book_transactions WHERE owner = ? AND container = '' AND id = ?
  AND gone_at IS NOT NULL`;
const ANY_NAMELESS = `SELECT 1 FROM book_transactions WHERE owner = ? AND container = '' AND gone_at IS NOT NULL LIMIT 1`;

/** A user's movements; an id alone is not unique, with its container it is. */
export class TransactionRows {
  /** Whether any went of whose container nobody knew, which is rare; undefined when that is to be looked up. */
  private hasNameless: boolean | undefined;

  constructor(
    private readonly scope: BookScope,
    private readonly accounts: AccountRows,
  ) {}

  upsert(record: TransactionRecord, telling: Telling = 'told'): void {
    const { transaction, owner, asOf } = this.scope;
    const { id, accountId, status = null, baseType = null, amount = null, currency = null } = record;
    const { date = null, description = null } = record;
    const version = versionOf(record.lastUpdated, asOf);
    const account = accountId === undefined ? undefined : this.accounts.find(accountId);
    const known = seenAt(record.lastUpdated, this.scope, telling);
    if ((account?.goneVersion ?? -Infinity) >= known) return;
    const container = record.container ?? account?.container ?? '';
    if (this.wentNameless(id, accountId, known)) return;
    const about = [accountId ?? null, status, baseType, amount, currency, date, description] as const;
    transaction.prepare(UPSERT).run(owner, container, id, version, ...about, JSON.stringify(record.fields), known);
  }

  remove({ id, container, accountId, lastUpdated }: Tombstone): void {
    const { transaction, owner, asOf } = this.scope;
    const version = versionOf(lastUpdated, asOf);
    const known = container ?? (accountId === undefined ? undefined : this.accounts.find(accountId)?.container);
    const named = known ?? this.containerOf(id, accountId) ?? '';
    if (named === '') this.hasNameless = true;
    transaction.prepare(REMOVE).run(owner, named, id, version, asOf, accountId ?? null);
  }

  /** Removes all of an account, which went with that version. */
  removeOf(accountId: string, version: number): void {
    const { transaction, owner, asOf } = this.scope;
    this.hasNameless = undefined;
    transaction.prepare(REMOVE_OF).run(version, asOf, owner, accountId);
  }

  /** When only one row can be meant, it is that one. */
  private containerOf(id: string, accountId: string | undefined): string | undefined {
    const { transaction, owner } = this.scope;
    const rows = transaction
      .prepare(NAMESAKES)
      .all(owner, owner, owner, id)
      .filter((row) => accountId === undefined || row['account'] === accountId);
    const [only, second] = rows;
    return only === undefined || second !== undefined ? undefined : textOf(only, 'container');
  }

  /** It was deleted before anybody knew of which container it is. */
  private wentNameless(id: string, accountId: string | undefined, known: number): boolean {
    const { transaction, owner } = this.scope;
    this.hasNameless ??= transaction.prepare(ANY_NAMELESS).get(owner) !== undefined;
    if (!this.hasNameless) return false;
    const row = transaction.prepare(NAMELESS).get(owner, id);
    return row?.['account'] === accountId && (maybeNumberOf(row, 'version') ?? -Infinity) >= known;
  }
}
