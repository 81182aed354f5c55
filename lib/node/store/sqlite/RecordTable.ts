import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import type { LoginName } from '../../../model/Identity.js';
import type { QuarantinedNotice } from '../../../model/QuarantinedNotice.js';
import { EMPTY_LEDGER, type Ledger } from '../../../store/rules/Ledger.js';
import { jsonOf, numberOf, textOf } from './columns.js';
import { erasedUsers } from './erasedUsers.js';
import { decodeLedger, decodeNotice, encodeLedger, encodeNotice } from './recordBodies.js';
import type { SqliteFile } from './SqliteFile.js';

const LEDGER = 'SELECT body FROM ledgers WHERE tenant = ?';
const SAVE_LEDGER = 'INSERT INTO ledgers VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body';
const NEW_NOTICE = 'INSERT INTO quarantine (tenant, received_at, user, body) VALUES (?, ?, ?, ?)';
const OLD_NOTICES = 'DELETE FROM quarantine WHERE tenant = ? AND received_at < ?';
const SURPLUS = `DELETE FROM quarantine WHERE tenant = ?1 AND id <=
  (SELECT id FROM quarantine WHERE tenant = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)`;
const NOTICES = 'SELECT body FROM quarantine WHERE tenant = ? ORDER BY id';
const COUNT = 'SELECT count(*) AS n FROM quarantine WHERE tenant = ?';

/**
 * What is kept beside the lanes: coverage, quarantine, and digests of those who were erased.
 *
 * @param file where
 */
export class RecordTable {
  /** Tenants of whom nobody is erased: most of them, most of the time. */
  private readonly complete = new Set<string>();

  constructor(private readonly file: SqliteFile) {}

  ledger(tenant: string): Ledger {
    const row = this.file.prepare(LEDGER).get(tenant);
    return row === undefined ? EMPTY_LEDGER : decodeLedger(jsonOf(row, 'body'));
  }

  saveLedger(tenant: string, ledger: Ledger): void {
    this.file.prepare(SAVE_LEDGER).run(tenant, encodeLedger(ledger));
  }

  isErased(tenant: string, userId: LoginName): boolean {
    if (this.complete.has(tenant)) return false;
    if (erasedUsers.hasAny(this.file, tenant)) return erasedUsers.has(this.file, tenant, userId);
    this.complete.add(tenant);
    return false;
  }

  rememberErased(tenant: string, userId: LoginName): void {
    this.complete.delete(tenant);
    erasedUsers.add(this.file, tenant, userId);
  }

  readmit(tenant: string, userId: LoginName): void {
    erasedUsers.remove(this.file, tenant, userId);
  }

  /** Needs a transaction. */
  makeSalt(): void {
    this.file.prepare(`INSERT OR IGNORE INTO meta VALUES ('salt', ?)`).run(randomBytes(16).toString('hex'));
  }

  quarantine(tenant: string, notices: readonly QuarantinedNotice[], keep: number, oldest: Date): void {
    const insert = this.file.prepare(NEW_NOTICE);
    for (const notice of notices) {
      insert.run(tenant, notice.receivedAt.getTime(), notice.userId ?? null, encodeNotice(notice));
    }
    this.file.prepare(OLD_NOTICES).run(tenant, oldest.getTime());
    if (Number.isFinite(keep)) this.file.prepare(SURPLUS).run(tenant, keep);
  }

  quarantined(tenant: string): readonly QuarantinedNotice[] {
    return this.file
      .prepare(NOTICES)
      .all(tenant)
      .map((row) => decodeNotice(jsonOf(row, 'body')));
  }

  countQuarantined(tenant: string): number {
    return numberOf(this.file.prepare(COUNT).get(tenant), 'n');
  }

  eraseQuarantined(tenant: string, userId: LoginName): number {
    const { changes } = this.file.prepare('DELETE FROM quarantine WHERE tenant = ? AND user = ?').run(tenant, userId);
    return Number(changes);
  }

  /** The file and its log, which holds what has not been moved into the file yet. */
  bytes(): number {
    const path = textOf(this.file.prepare('PRAGMA database_list').get(), 'file');
    return ['', '-wal'].reduce((sum, side) => sum + (statSync(path + side, { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  /** Gives a way back: whoever was readmitted in a transaction that is taken back is erased as before. */
  mark(): () => void {
    return () => {
      this.complete.clear();
    };
  }
}
