import type { HoldingRecord } from '../../../../model/UserDataPage.js';
import { textOf } from '../columns.js';
import type { AccountRows } from './AccountRows.js';
import type { BookScope } from './BookScope.js';
import { seenAt, type Telling } from './seenAt.js';
import { versionOf } from './versionOf.js';

const UPSERT = `INSERT INTO book_holdings
    (owner, id, version, account, description, quantity, value, currency, fields)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (owner, id) DO UPDATE SET version = excluded.version, gone_at = NULL, account = excluded.account,
    description = excluded.description, quantity = excluded.quantity, value = excluded.value,
    currency = excluded.currency, fields = excluded.fields
  WHERE version + (gone_at IS NOT NULL) <= ?`;
const BLANK = 'description = NULL, quantity = NULL, value = NULL, currency = NULL, fields = NULL';
const REMOVE = `INSERT INTO book_holdings (owner, id, version, gone_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (owner, id) DO UPDATE SET version = excluded.version, gone_at = excluded.gone_at, ${BLANK}
  WHERE excluded.version >= version`;
const REMOVE_OF = `UPDATE book_holdings SET version = max(version, ?), gone_at = ?, ${BLANK}
  WHERE owner = ? AND account = ? AND gone_at IS NULL`;
const SELL = `UPDATE book_holdings SET version = max(version, ?), gone_at = ?, ${BLANK} WHERE owner = ? AND id = ?`;
const OF = 'SELECT id FROM book_holdings WHERE owner = ? AND account = ? AND gone_at IS NULL AND version <= ?';

/** A user's positions in investment accounts. */
export class HoldingRows {
  constructor(
    private readonly scope: BookScope,
    private readonly accounts: AccountRows,
  ) {}

  upsert(record: HoldingRecord, telling: Telling = 'told'): void {
    this.write(record, telling);
  }

  remove(id: string, lastUpdated: string | undefined): void {
    const { transaction, owner, asOf } = this.scope;
    transaction.prepare(REMOVE).run(owner, id, versionOf(lastUpdated, asOf), asOf);
  }

  /** Removes all of an account, which went with that version. */
  removeOf(accountId: string, version: number): void {
    const { transaction, owner, asOf } = this.scope;
    transaction.prepare(REMOVE_OF).run(version, asOf, owner, accountId);
  }

  /**
   * A set was read when its window was fetched, so that it is newer than all that is here: what it lacks is sold. One that
   * was listed is as old as its list.
   */
  replace(accountId: string, records: readonly HoldingRecord[], telling: Telling = 'told'): void {
    const { transaction, owner, asOf } = this.scope;
    const known = telling === 'listed' ? asOf : Number.MAX_SAFE_INTEGER;
    const held = new Set(records.map(({ id }) => id));
    for (const row of transaction.prepare(OF).all(owner, accountId, known)) {
      const id = textOf(row, 'id');
      if (!held.has(id)) transaction.prepare(SELL).run(asOf, asOf, owner, id);
    }
    for (const record of records) this.write({ ...record, accountId }, telling, known);
  }

  private write(
    record: HoldingRecord,
    telling: Telling,
    known = seenAt(record.lastUpdated, this.scope, telling),
  ): void {
    const { transaction, owner, asOf } = this.scope;
    const { id, accountId, description = null, quantity = null, value = null, currency = null } = record;
    const account = accountId === undefined ? undefined : this.accounts.find(accountId);
    if ((account?.goneVersion ?? -Infinity) >= seenAt(record.lastUpdated, this.scope, telling)) return;
    const about = [accountId ?? null, description, quantity, value, currency, JSON.stringify(record.fields)] as const;
    transaction.prepare(UPSERT).run(owner, id, versionOf(record.lastUpdated, asOf), ...about, known);
  }
}
