import type { LoginName } from '../../../model/Identity.js';
import type { QuarantinedNotice } from '../../../model/QuarantinedNotice.js';
import type { EraseReport } from '../../../ports/InboxStore.js';
import type {
  HeldLane,
  InboxTables,
  LaneCursor,
  LanePage,
  LaneQuery,
  Place,
  ReadyTime,
  Totals,
} from '../../../store/rules/InboxTables.js';
import type { Lane } from '../../../store/rules/Lane.js';
import type { Ledger } from '../../../store/rules/Ledger.js';
import { LaneTable } from './LaneTable.js';
import { PlaceCounts } from './PlaceCounts.js';
import { PlaceTable } from './PlaceTable.js';
import { RecordTable } from './RecordTable.js';
import type { SqliteFile } from './SqliteFile.js';
import { StoreTime } from './StoreTime.js';
import { TurnCounter } from './TurnCounter.js';

/** Erases what else is kept of a user in the same file, such as a book; gives how many rows by table. */
export type EraseElsewhere = (tenant: string, userId: LoginName) => EraseReport;

/**
 * Keeps an inbox in the tables of a file.
 *
 * @param file where
 * @param elsewhere erases what else is kept of a user
 */
export class SqliteTables implements InboxTables {
  readonly turns: TurnCounter;
  readonly records: RecordTable;
  readonly laneTable: LaneTable;
  private readonly counts: PlaceCounts;
  private readonly places: PlaceTable;
  private readonly time: StoreTime;

  constructor(
    file: SqliteFile,
    private readonly elsewhere: EraseElsewhere,
  ) {
    this.counts = new PlaceCounts(file);
    this.places = new PlaceTable(file, this.counts);
    this.laneTable = new LaneTable(file, this.places, this.counts);
    this.records = new RecordTable(file);
    this.turns = new TurnCounter(file);
    this.time = new StoreTime(file);
  }

  lane(place: Place, userId: LoginName): Lane | undefined {
    return this.laneTable.find(place, userId);
  }

  save(place: Place, userId: LoginName, lane: Lane, before: Lane | undefined): void {
    this.places.register(place);
    this.laneTable.save(place, userId, lane, before);
  }

  ready(place: Place, now: number, until: number, limit: number): readonly HeldLane[] {
    return this.laneTable.ready(place, now, until, limit);
  }

  takeOver(place: Place, until: number, limit: number): number {
    return this.laneTable.takeOver(place, until, limit);
  }

  openTimes(place: Place): Iterable<ReadyTime> {
    return this.laneTable.openTimes(place);
  }

  isLeased(): boolean {
    return this.laneTable.isLeased();
  }

  readyTimes(place: Place): Iterable<ReadyTime> {
    return this.laneTable.readyTimes(place);
  }

  sleepers(place: Place): Iterable<HeldLane & { readonly wakeAt: number }> {
    return this.laneTable.sleepers(place);
  }

  lanes(query: LaneQuery, after: LaneCursor | undefined, limit: number): LanePage {
    return this.laneTable.page(query, after, limit);
  }

  someLanes(limit: number): readonly HeldLane[] {
    return this.laneTable.some(limit);
  }

  totals(tenant: string): Totals {
    this.laneTable.write();
    return this.places.totals(tenant);
  }

  nextTurn(): number {
    return this.turns.take();
  }

  ledger(tenant: string): Ledger {
    return this.records.ledger(tenant);
  }

  saveLedger(tenant: string, ledger: Ledger): void {
    this.records.saveLedger(tenant, ledger);
  }

  isErased(tenant: string, userId: LoginName): boolean {
    return this.records.isErased(tenant, userId);
  }

  erase(tenant: string, userId: LoginName): EraseReport {
    this.records.rememberErased(tenant, userId);
    let entries = 0;
    for (const place of this.places.all()) {
      const lane = place.tenant === tenant ? this.laneTable.find(place, userId) : undefined;
      if (lane === undefined) continue;
      entries += lane.spans.length;
      this.laneTable.save(place, userId, { ...lane, spans: [], delivered: [] }, lane);
    }
    const quarantined = this.records.eraseQuarantined(tenant, userId);
    return { entries, quarantined, ...this.elsewhere(tenant, userId) };
  }

  readmit(tenant: string, userId: LoginName): void {
    this.records.readmit(tenant, userId);
  }

  quarantine(tenant: string, notices: readonly QuarantinedNotice[], keep: number, oldest: Date): void {
    this.records.quarantine(tenant, notices, keep, oldest);
  }

  quarantined(tenant: string): readonly QuarantinedNotice[] {
    return this.records.quarantined(tenant);
  }

  countQuarantined(tenant: string): number {
    return this.records.countQuarantined(tenant);
  }

  storeTime(): number | undefined {
    return this.time.kept();
  }

  keepStoreTime(at: number): void {
    this.time.keep(at);
  }

  bytes(): number {
    return this.records.bytes();
  }

  beforeCommit(): void {
    this.laneTable.write();
    this.counts.write();
  }

  /** Gives a way back to how things beside the file are now. */
  mark(): () => void {
    const restores = [this.laneTable.mark(), this.counts.mark(), this.places.mark(), this.turns.mark()];
    return () => {
      for (const restore of restores) restore();
    };
  }
}
