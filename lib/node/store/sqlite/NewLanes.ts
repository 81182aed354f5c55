import type { LoginName } from '../../../model/Identity.js';
import type { Lane } from '../../../store/rules/Lane.js';
import { LANE_COLUMNS, laneRow } from './laneRow.js';
import type { SqlValue } from './SqlDriver.js';
import type { SqliteFile } from './SqliteFile.js';

/** Rows of one statement: much of what a row costs is the statement that brings it. */
const AT_ONCE = 16;
const COLUMNS = [...LANE_COLUMNS, 'place', 'user'];
const ROW = `(${COLUMNS.map(() => '?').join()})`;
const INSERT = `INSERT INTO lanes (${COLUMNS.join()}) VALUES ${ROW}`;
const INSERT_MANY = [INSERT, ...Array.from({ length: AT_ONCE - 1 }, () => ROW)].join();

/**
 * Lanes that a transaction made and that are in no row yet, because rows are written some at a time.
 *
 * Memory: 16 lanes.
 *
 * @param file where they go
 */
export class NewLanes {
  private readonly lanes = new Map<number, Map<LoginName, Lane>>();
  private size = 0;

  constructor(private readonly file: SqliteFile) {}

  find(place: number, userId: LoginName): Lane | undefined {
    return this.lanes.get(place)?.get(userId);
  }

  /** Takes a lane that has no row, or one that was taken before as it now is. */
  set(place: number, userId: LoginName, lane: Lane): void {
    const ofPlace = this.lanes.get(place) ?? new Map<LoginName, Lane>();
    this.size += ofPlace.has(userId) ? 0 : 1;
    this.lanes.set(place, ofPlace.set(userId, lane));
    if (this.size >= AT_ONCE) this.write();
  }

  /** Says whether there was such a lane. */
  delete(place: number, userId: LoginName): boolean {
    const isDeleted = this.lanes.get(place)?.delete(userId) ?? false;
    this.size -= isDeleted ? 1 : 0;
    return isDeleted;
  }

  /** Writes them, so that they are found in the table; needs a transaction unless there are none. */
  write(): void {
    if (this.size === 0) return;
    const values: SqlValue[] = [];
    for (const [place, ofPlace] of this.lanes) {
      for (const [userId, lane] of ofPlace) values.push(...laneRow(lane), place, userId);
    }
    const [sql, width] = this.size === AT_ONCE ? [INSERT_MANY, values.length] : [INSERT, COLUMNS.length];
    const statement = this.file.prepare(sql);
    for (let at = 0; at < values.length; at += width) statement.run(...values.slice(at, at + width));
    this.forget();
  }

  forget(): void {
    for (const ofPlace of this.lanes.values()) ofPlace.clear();
    this.size = 0;
  }
}
