import type { LoginName } from '../../../model/Identity.js';
import type { HeldLane, LaneCursor, LanePage, LaneQuery, Place, ReadyTime } from '../../../store/rules/InboxTables.js';
import type { Lane } from '../../../store/rules/Lane.js';
import { jsonOf, numberOf, textOf } from './columns.js';
import { decodeLane } from './laneBody.js';
import { LANE_COLUMNS, laneRow } from './laneRow.js';
import { NewLanes } from './NewLanes.js';
import type { PlaceCounts } from './PlaceCounts.js';
import type { PlaceTable } from './PlaceTable.js';
import type { SqliteFile } from './SqliteFile.js';
import type { SqlRow, SqlStatement } from './SqlDriver.js';

const FIND = 'SELECT body FROM lanes WHERE place = ? AND user = ?';
const UPDATE = `UPDATE lanes SET ${LANE_COLUMNS.map((column) => `${column} = ?`).join()} WHERE place = ? AND user = ?`;
const DELETE = 'DELETE FROM lanes WHERE place = ? AND user = ?';
const READY = `SELECT user, body FROM lanes
  WHERE place = ? AND is_over = 1 AND ready_at <= ? AND head_until <= ? ORDER BY ready_at, turn LIMIT ?`;
const READY_TIMES = `SELECT ready_at, turn, head_until FROM lanes
  WHERE place = ? AND is_over = 1 AND (ready_at, turn) > (?, ?) ORDER BY ready_at, turn LIMIT 64`;
const OPEN_TIMES = `SELECT user, ready_at, head_until FROM lanes
  WHERE place = ? AND is_over = 0 AND (head_until, user) > (?, ?) ORDER BY head_until, user LIMIT 64`;
const TAKE_OVER = `UPDATE lanes SET is_over = 1 WHERE place = ?1 AND user IN
  (SELECT user FROM lanes WHERE place = ?1 AND is_over = 0 AND head_until <= ?2 ORDER BY head_until LIMIT ?3)`;
const SLEEPERS = `SELECT user, wake_at, body FROM lanes
  WHERE place = ? AND wake_at IS NOT NULL AND (wake_at, user) > (?, ?) ORDER BY wake_at, user LIMIT 64`;
const PAGE = `SELECT user, since, body FROM lanes
  WHERE place = ? AND since IS NOT NULL AND (since, user) > (?, ?) ORDER BY since, user LIMIT ?`;
const OF_USER = `SELECT user, body FROM lanes WHERE place = ? AND user = ? AND since IS NOT NULL`;
const WALK = 'SELECT place, user, body FROM lanes WHERE (place, user) > (?, ?) ORDER BY place, user LIMIT ?';
const LEASED = 'SELECT user, body FROM lanes WHERE place = ? AND leased = 1';
const IS_LEASED = 'SELECT 1 AS hit FROM lanes WHERE leased = 1 LIMIT 1';
const LEAST = -Number.MAX_SAFE_INTEGER;

/**
 * The lanes in a table; what a transaction makes anew goes there some rows at a time.
 *
 * @param file where
 * @param places their numbers
 * @param counts told of every change
 */
export class LaneTable {
  private walkedTo: readonly [place: number, user: LoginName] = [0, ''];
  private readonly fresh: NewLanes;

  constructor(
    private readonly file: SqliteFile,
    private readonly places: PlaceTable,
    private readonly counts: PlaceCounts,
  ) {
    this.fresh = new NewLanes(file);
  }

  find(place: Place, userId: LoginName): Lane | undefined {
    const id = this.places.idOf(place);
    const fresh = this.fresh.find(id, userId);
    if (fresh) return fresh;
    const row = this.file.prepare(FIND).get(id, userId);
    return row && laneIn(row);
  }

  save(place: Place, userId: LoginName, lane: Lane, before: Lane | undefined): void {
    const id = this.places.idOf(place);
    const isEmpty = lane.spans.length === 0 && lane.delivered.length === 0;
    this.counts.add(id, isEmpty ? undefined : lane, before);
    if (isEmpty) {
      if (!this.fresh.delete(id, userId)) this.file.prepare(DELETE).run(id, userId);
    } else if (before === undefined || this.fresh.find(id, userId) !== undefined) this.fresh.set(id, userId, lane);
    else this.file.prepare(UPDATE).run(...laneRow(lane), id, userId);
  }

  /** Writes what has no row yet: whatever looks for lanes in the table needs it. */
  write(): void {
    this.fresh.write();
  }

  /** Gives a way back: what came after is made by nobody. */
  mark(): () => void {
    this.write();
    return () => {
      this.fresh.forget();
    };
  }

  ready(place: Place, now: number, until: number, limit: number): readonly HeldLane[] {
    if (limit < 1) return [];
    const rows = this.found(READY).all(this.places.idOf(place), now, until, limit);
    return rows.map((row) => heldIn(place, row));
  }

  *readyTimes(place: Place): Iterable<ReadyTime> {
    let [readyAt, turn] = [LEAST, LEAST];
    for (;;) {
      const rows = this.found(READY_TIMES).all(this.places.idOf(place), readyAt, turn);
      for (const row of rows) {
        [readyAt, turn] = [numberOf(row, 'ready_at'), numberOf(row, 'turn')];
        yield { readyAt, headUntil: numberOf(row, 'head_until') };
      }
      if (rows.length < 64) return;
    }
  }

  /** Lets lanes wait for their turn whose slice ends at a second or before; gives how many. */
  takeOver(place: Place, until: number, limit: number): number {
    return Number(this.found(TAKE_OVER).run(this.places.idOf(place), until, limit).changes);
  }

  *openTimes(place: Place): Iterable<ReadyTime> {
    let [headUntil, user] = [LEAST, ''];
    for (;;) {
      const rows = this.found(OPEN_TIMES).all(this.places.idOf(place), headUntil, user);
      for (const row of rows) {
        [headUntil, user] = [numberOf(row, 'head_until'), textOf(row, 'user')];
        yield { readyAt: numberOf(row, 'ready_at'), headUntil };
      }
      if (rows.length < 64) return;
    }
  }

  *sleepers(place: Place): Iterable<HeldLane & { readonly wakeAt: number }> {
    let [wakeAt, user] = [LEAST, ''];
    for (;;) {
      const rows = this.found(SLEEPERS).all(this.places.idOf(place), wakeAt, user);
      for (const row of rows) {
        [wakeAt, user] = [numberOf(row, 'wake_at'), textOf(row, 'user')];
        yield { ...heldIn(place, row), wakeAt };
      }
      if (rows.length < 64) return;
    }
  }

  page({ tenant, consumers, userId }: LaneQuery, after: LaneCursor | undefined, limit: number): LanePage {
    if (userId !== undefined) return { lanes: this.ofUser(tenant, consumers, userId) };
    const [at = 0, since = LEAST, user = ''] = after ?? [];
    const consumer = consumers[Number(at)];
    if (consumer === undefined) return { lanes: [] };
    const place = { tenant, consumer };
    const rows = this.found(PAGE).all(this.places.idOf(place), since, user, limit);
    const last = rows.at(-1);
    const isOver = rows.length < limit || last === undefined;
    return {
      lanes: rows.map((row) => heldIn(place, row)),
      ...(!isOver && { next: [at, numberOf(last, 'since'), textOf(last, 'user')] }),
      ...(isOver && Number(at) + 1 < consumers.length && { next: [Number(at) + 1] }),
    };
  }

  /** The next lanes of a walk that begins anew when it is over. */
  some(limit: number): readonly HeldLane[] {
    const rows = this.found(WALK).all(...this.walkedTo, limit);
    const last = rows.at(-1);
    const isOver = rows.length < limit || last === undefined;
    this.walkedTo = isOver ? [0, ''] : [numberOf(last, 'place'), textOf(last, 'user')];
    return rows.map((row) => heldIn(this.places.of(numberOf(row, 'place')), row));
  }

  /** What another process had leased, or this one before it died. */
  leased(): readonly HeldLane[] {
    return this.places.all().flatMap((place) => {
      const rows = this.found(LEASED).all(this.places.idOf(place));
      return rows.map((row) => heldIn(place, row));
    });
  }

  isLeased(): boolean {
    return this.found(IS_LEASED).get() !== undefined;
  }

  /** A query over the table, in which all lanes are. */
  private found(sql: string): SqlStatement {
    this.write();
    return this.file.prepare(sql);
  }

  private ofUser(tenant: string, consumers: readonly string[], userId: LoginName): readonly HeldLane[] {
    return consumers.flatMap((consumer) => {
      const place = { tenant, consumer };
      return this.found(OF_USER)
        .all(this.places.idOf(place), userId)
        .map((row) => heldIn(place, row));
    });
  }
}

function heldIn(place: Place, row: SqlRow): HeldLane {
  return { place, userId: textOf(row, 'user'), lane: laneIn(row) };
}

function laneIn(row: SqlRow): Lane {
  return decodeLane(jsonOf(row, 'body'));
}
