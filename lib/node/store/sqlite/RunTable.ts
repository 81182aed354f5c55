import { JournalMissError } from '../../../errors/JournalMissError.js';
import type { ConnectionId, EventId } from '../../../model/Identity.js';
import type { SyncRun } from '../../../model/SyncRun.js';
import type { JournalEntry, JournalOwner, SyncRunAmendment } from '../../../ports/SyncJournal.js';
import { amendRun, holdsScope, touchesConnection } from '../../../store/rules/runRules.js';
import { listIn, textIn } from './bodyParts.js';
import { jsonOf, numberOf, textOf } from './columns.js';
import { decodeRun, encodeRun } from './runBody.js';
import type { SqliteFile } from './SqliteFile.js';
import type { SqlRow } from './SqlDriver.js';
import type { TurnCounter } from './TurnCounter.js';

const BY_ID = 'SELECT id, body FROM runs WHERE run_id = ?';
const OF_OWNER = 'SELECT id, body, ended FROM runs WHERE tenant = ? AND user = ? ORDER BY id';
const ACTIVE = `SELECT id, body FROM runs WHERE tenant = ? AND user = ? AND ended = 0 AND expires_at > ? ORDER BY id`;
const RETIRE =
  'UPDATE runs SET ended = ? WHERE ended = 0 AND (expires_at <= ? OR (tenant = ? AND user = ? AND scope = ?))';
const INSERT = 'INSERT INTO runs (run_id, tenant, user, scope, ended, expires_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)';
const UPDATE = 'UPDATE runs SET ended = ?, body = ? WHERE id = ?';
const SURPLUS = `SELECT id FROM runs WHERE ended > 0 AND ended <=
  (SELECT ended FROM runs WHERE ended > 0 ORDER BY ended DESC LIMIT 1 OFFSET ?)`;
const SEEN = 'SELECT body FROM run_seen WHERE run = ? ORDER BY id';
const SEE = 'INSERT INTO run_seen VALUES (?1, (SELECT coalesce(max(id), 0) + 1 FROM run_seen WHERE run = ?1), ?2)';

/**
 * The runs of syncs in a table; all methods are synchronous.
 *
 * @param file where
 * @param turns in which order runs ended
 * @param keepEnded how many of those are kept. Unit: runs
 * @param keepUpdates how many updates are kept of each. Unit: updates
 */
export class RunTable {
  constructor(
    private readonly file: SqliteFile,
    private readonly turns: TurnCounter,
    private readonly keepEnded: number,
    private readonly keepUpdates: number,
  ) {}

  begin(draft: SyncRun, now: Date): JournalEntry {
    const run = this.current(draft, draft.scope, now);
    if (run !== undefined) return { joined: true, run };
    const { runId, tenant, userId, scope, expiresAt, ended } = draft;
    this.file.prepare(RETIRE).run(this.turns.take(), now.getTime(), tenant, userId, scope);
    const known = this.file.prepare(BY_ID).get(runId);
    if (known) this.forget(numberOf(known, 'id'));
    const turn = ended ? this.turns.take() : 0;
    this.file.prepare(INSERT).run(runId, tenant, userId, scope, turn, expiresAt.getTime(), encodeRun(draft));
    this.see(numberOf(this.file.prepare(BY_ID).get(runId), 'id'), draft.seen);
    this.forgetSurplus();
    return { joined: false, run: { ...draft, seen: [...draft.seen] } };
  }

  amend(runId: string, { seen = [], ...amendment }: SyncRunAmendment): SyncRun {
    const row = this.file.prepare(BY_ID).get(runId);
    if (row === undefined) throw new JournalMissError(runId);
    const id = numberOf(row, 'id');
    const run = amendRun(this.runIn(row), amendment, this.keepUpdates);
    this.file.prepare(UPDATE).run(run.ended ? this.turns.take() : 0, encodeRun(run), id);
    this.see(id, seen);
    if (run.ended) this.forgetSurplus();
    return { ...run, seen: [...run.seen, ...seen] };
  }

  current({ tenant, userId }: JournalOwner, scope: ConnectionId, now: Date): SyncRun | undefined {
    const rows = this.file.prepare(ACTIVE).all(tenant, userId, now.getTime());
    const row = rows.find((one) => holdsScope(decodeRun(textOf(one, 'body'), []), scope));
    return row && this.runIn(row);
  }

  find(runId: string): SyncRun | undefined {
    const row = this.file.prepare(BY_ID).get(runId);
    return row && this.runIn(row);
  }

  /** Gives how many runs were forgotten. */
  erase({ tenant, userId }: JournalOwner, connectionId?: ConnectionId): number {
    const rows = this.file.prepare(OF_OWNER).all(tenant, userId);
    const touched = rows.filter((row) => touchesConnection(decodeRun(textOf(row, 'body'), []), connectionId));
    for (const row of touched) this.forget(numberOf(row, 'id'));
    return touched.length;
  }

  private see(id: number, seen: readonly EventId[]): void {
    if (seen.length > 0) this.file.prepare(SEE).run(id, JSON.stringify(seen));
  }

  private runIn(row: SqlRow): SyncRun {
    const seen = this.file.prepare(SEEN).all(numberOf(row, 'id')).flatMap(idsIn);
    return decodeRun(textOf(row, 'body'), seen);
  }

  private forget(id: number): void {
    this.file.prepare('DELETE FROM run_seen WHERE run = ?').run(id);
    this.file.prepare('DELETE FROM runs WHERE id = ?').run(id);
  }

  private forgetSurplus(): void {
    if (!Number.isFinite(this.keepEnded)) return;
    for (const row of this.file.prepare(SURPLUS).all(this.keepEnded)) this.forget(numberOf(row, 'id'));
  }
}

function idsIn(row: SqlRow): readonly EventId[] {
  return listIn(jsonOf(row, 'body')).map(textIn);
}
