import type { LoginName } from '../../../model/Identity.js';
import type { HeldLane, LaneCursor, LanePage, LaneQuery, Place, ReadyTime } from '../../../store/rules/InboxTables.js';
import type { Lane } from '../../../store/rules/Lane.js';
import { laneTimes } from '../../../store/rules/laneTimes.js';
import { jsonOf, numberOf, textOf } from './columns.js';
import { decodeLane, encodeLane } from './laneBody.js';
import type { PlaceCounts } from './PlaceCounts.js';
import type { PlaceTable } from './PlaceTable.js';
import type { SqliteFile } from './SqliteFile.js';
import type { SqlRow } from './SqlDriver.js';

const FIND = 'SELECT body FROM lanes WHERE place = ? AND user = ?';
const INSERT = `INSERT INTO lanes (ready_at, head_until, wake_at, since, leased, turn, body, place, user)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const UPDATE = `UPDATE lanes SET ready_at = ?, head_until = ?, wake_at = ?, since = ?, leased = ?, turn = ?, body = ?
  WHERE place = ? AND user = ?`;
const DELETE = 'DELETE FROM lanes WHERE place = ? AND user = ?';
const READY = `SELECT user, body FROM lanes
  WHERE place = ? AND ready_at <= ? AND head_until <= ? ORDER BY ready_at, turn LIMIT ?`;
const READY_TIMES = `SELECT ready_at, turn, head_until FROM lanes
  WHERE place = ? AND ready_at IS NOT NULL AND (ready_at, turn) > (?, ?) ORDER BY ready_at, turn LIMIT 64`;
const SLEEPERS = `SELECT user, wake_at, body FROM lanes
  WHERE place = ? AND wake_at IS NOT NULL AND (wake_at, user) > (?, ?) ORDER BY wake_at, user LIMIT 64`;
const PAGE = `SELECT user, since, body FROM lanes
  WHERE place = ? AND since IS NOT NULL AND (since, user) > (?, ?) ORDER BY since, user LIMIT ?`;
const OF_USER = `SELECT user, body FROM lanes WHERE place = ? AND user = ? AND since IS NOT NULL`;
const WALK = 'SELECT place, user, body FROM lanes WHERE (place, user) > (?, ?) ORDER BY place, user LIMIT ?';
const LEASED = 'SELECT user, body FROM lanes WHERE place = ? AND leased = 1';
const LEAST = -Number.MAX_SAFE_INTEGER;

/**
 * The lanes in a table. Nothing of it is kept in memory.
 *
 * @param file where
 * @param places their numbers
 * @param counts told of every change
 */
export class LaneTable {
  private walkedTo: readonly [place: number, user: LoginName] = [0, ''];

  constructor(
    private readonly file: SqliteFile,
    private readonly places: PlaceTable,
    private readonly counts: PlaceCounts,
  ) {}

  find(place: Place, userId: LoginName): Lane | undefined {
    const row = this.file.prepare(FIND).get(this.places.idOf(place), userId);
    return row && laneIn(row);
  }

  save(place: Place, userId: LoginName, lane: Lane, before: Lane | undefined): void {
    const id = this.places.idOf(place);
    const isEmpty = lane.spans.length === 0 && lane.delivered.length === 0;
    this.counts.add(id, isEmpty ? undefined : lane, before);
    if (isEmpty) {
      this.file.prepare(DELETE).run(id, userId);
      return;
    }
    const { readyAt = null, headUntil = null, wakeAt = null, since = null, isLeased } = laneTimes(lane);
    const { turn } = lane;
    const statement = this.file.prepare(before === undefined ? INSERT : UPDATE);
    statement.run(readyAt, headUntil, wakeAt, since, isLeased ? 1 : 0, turn, encodeLane(lane), id, userId);
  }

  ready(place: Place, now: number, until: number, limit: number): readonly HeldLane[] {
    if (limit < 1) return [];
    const rows = this.file.prepare(READY).all(this.places.idOf(place), now, until, limit);
    return rows.map((row) => heldIn(place, row));
  }

  *readyTimes(place: Place): Iterable<ReadyTime> {
    let [readyAt, turn] = [LEAST, LEAST];
    for (;;) {
      const rows = this.file.prepare(READY_TIMES).all(this.places.idOf(place), readyAt, turn);
      for (const row of rows) {
        [readyAt, turn] = [numberOf(row, 'ready_at'), numberOf(row, 'turn')];
        yield { readyAt, headUntil: numberOf(row, 'head_until') };
      }
      if (rows.length < 64) return;
    }
  }

  *sleepers(place: Place): Iterable<HeldLane & { readonly wakeAt: number }> {
    let [wakeAt, user] = [LEAST, ''];
    for (;;) {
      const rows = this.file.prepare(SLEEPERS).all(this.places.idOf(place), wakeAt, user);
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
    const rows = this.file.prepare(PAGE).all(this.places.idOf(place), since, user, limit);
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
    const rows = this.file.prepare(WALK).all(...this.walkedTo, limit);
    const last = rows.at(-1);
    const isOver = rows.length < limit || last === undefined;
    this.walkedTo = isOver ? [0, ''] : [numberOf(last, 'place'), textOf(last, 'user')];
    return rows.map((row) => heldIn(this.places.of(numberOf(row, 'place')), row));
  }

  /** What another process had leased, or this one before it died. */
  leased(): readonly HeldLane[] {
    return this.places.all().flatMap((place) => {
      const rows = this.file.prepare(LEASED).all(this.places.idOf(place));
      return rows.map((row) => heldIn(place, row));
    });
  }

  private ofUser(tenant: string, consumers: readonly string[], userId: LoginName): readonly HeldLane[] {
    return consumers.flatMap((consumer) => {
      const place = { tenant, consumer };
      return this.file
        .prepare(OF_USER)
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
