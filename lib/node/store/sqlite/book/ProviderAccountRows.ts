import type { ProviderAccountRecord } from '../../../../model/UserDataPage.js';
import { maybeNumberOf, textOf } from '../columns.js';
import type { BookScope } from './BookScope.js';
import { seenAt, type Telling } from './seenAt.js';
import { versionOf } from './versionOf.js';

const UPSERT = `INSERT INTO book_provider_accounts (owner, id, version, status, fields) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (owner, id) DO UPDATE SET version = excluded.version, gone_at = NULL, status = excluded.status,
    fields = excluded.fields
  WHERE version + (gone_at IS NOT NULL) <= ?`;
const REMOVE = `INSERT INTO book_provider_accounts (owner, id, version, gone_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (owner, id) DO UPDATE SET version = excluded.version, gone_at = excluded.gone_at, status = NULL, fields = NULL
  WHERE excluded.version >= version`;
const GONE = 'SELECT version FROM book_provider_accounts WHERE owner = ? AND id = ? AND gone_at IS NOT NULL';
const MERGED = 'SELECT target FROM book_merges WHERE owner = ? AND source = ?';
const MERGE = `INSERT INTO book_merges (owner, source, target) VALUES (?, ?, ?)
  ON CONFLICT (owner, source) DO UPDATE SET target = excluded.target`;
const UNMERGE = 'DELETE FROM book_merges WHERE owner = ? AND source = ?';

/** A user's links to providers, and which of them were merged into which. */
export class ProviderAccountRows {
  constructor(private readonly scope: BookScope) {}

  upsert({ id, lastUpdated, status, fields }: ProviderAccountRecord, telling: Telling = 'told'): void {
    const { transaction, owner, asOf } = this.scope;
    const about = [status ?? null, JSON.stringify(fields), seenAt(lastUpdated, this.scope, telling)] as const;
    const { changes } = transaction.prepare(UPSERT).run(owner, id, versionOf(lastUpdated, asOf), ...about);
    // What is listed lives, so that its accounts are its own again.
    if (telling === 'listed' && Number(changes) > 0) transaction.prepare(UNMERGE).run(owner, id);
  }

  /** Tells whether it is gone now; a newer version stays. */
  remove(id: string, version: number): boolean {
    const { transaction, owner, asOf } = this.scope;
    return Number(transaction.prepare(REMOVE).run(owner, id, version, asOf).changes) > 0;
  }

  /** The version with which it went; undefined while it is there, or was never heard of. */
  goneVersion(id: string): number | undefined {
    const { transaction, owner } = this.scope;
    return maybeNumberOf(transaction.prepare(GONE).get(owner, id), 'version');
  }

  merge(from: string, to: string): void {
    const { transaction, owner } = this.scope;
    // What came back is no longer merged, or the chain would never end.
    if (this.resolve(to) === from) transaction.prepare(UNMERGE).run(owner, to);
    transaction.prepare(MERGE).run(owner, from, to);
  }

  /** Follows merges to where the accounts live now. */
  resolve(id: string): string {
    const { transaction, owner } = this.scope;
    const seen = new Set<string>();
    let at = id;
    for (;;) {
      const row = transaction.prepare(MERGED).get(owner, at);
      if (row === undefined || seen.has(at)) return at;
      seen.add(at);
      at = textOf(row, 'target');
    }
  }
}
