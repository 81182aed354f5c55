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
import type { SqliteFile } from './SqliteFile.js';
import { StoreTime } from './StoreTime.js';
import { TableParts } from './TableParts.js';
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
  private parts: TableParts;
  private readonly time: StoreTime;

  constructor(
    private readonly file: SqliteFile,
    private readonly elsewhere: EraseElsewhere,
  ) {
    this.parts = new TableParts(file);
    this.turns = new TurnCounter(file);
    this.time = new StoreTime(file);
  }

  /** Forgets what was known of the file that was open before: it may not be this one. */
  renew(): void {
    this.parts = new TableParts(this.file);
    this.turns.renew();
  }

  /** Needs a transaction. */
  makeSalt(): void {
    this.parts.records.makeSalt();
  }

  /** What another process had leased, or this one before it died. */
  leased(): readonly HeldLane[] {
    return this.parts.lanes.leased();
  }

  lane(place: Place, userId: LoginName): Lane | undefined {
    return this.parts.lanes.find(place, userId);
  }

  save(place: Place, userId: LoginName, lane: Lane, before: Lane | undefined): void {
    this.parts.places.register(place);
    this.parts.lanes.save(place, userId, lane, before);
  }

  ready(place: Place, now: number, until: number, limit: number): readonly HeldLane[] {
    return this.parts.lanes.ready(place, now, until, limit);
  }

  takeOver(place: Place, until: number, limit: number): number {
    return this.parts.lanes.takeOver(place, until, limit);
  }

  openTimes(place: Place): Iterable<ReadyTime> {
    return this.parts.lanes.openTimes(place);
  }

  isLeased(): boolean {
    return this.parts.lanes.isLeased();
  }

  readyTimes(place: Place): Iterable<ReadyTime> {
    return this.parts.lanes.readyTimes(place);
  }

  sleepers(place: Place): Iterable<HeldLane & { readonly wakeAt: number }> {
    return this.parts.lanes.sleepers(place);
  }

  lanes(query: LaneQuery, after: LaneCursor | undefined, limit: number): LanePage {
    return this.parts.lanes.page(query, after, limit);
  }

  someLanes(limit: number): readonly HeldLane[] {
    return this.parts.lanes.some(limit);
  }

  totals(tenant: string): Totals {
    this.parts.lanes.write();
    return this.parts.places.totals(tenant);
  }

  nextTurn(): number {
    return this.turns.take();
  }

  ledger(tenant: string): Ledger {
    return this.parts.records.ledger(tenant);
  }

  saveLedger(tenant: string, ledger: Ledger): void {
    this.parts.records.saveLedger(tenant, ledger);
  }

  isErased(tenant: string, userId: LoginName): boolean {
    return this.parts.records.isErased(tenant, userId);
  }

  erase(tenant: string, userId: LoginName): EraseReport {
    this.parts.records.rememberErased(tenant, userId);
    let entries = 0;
    for (const place of this.parts.places.all()) {
      const lane = place.tenant === tenant ? this.parts.lanes.find(place, userId) : undefined;
      if (lane === undefined) continue;
      entries += lane.spans.length;
      this.parts.lanes.save(place, userId, { ...lane, spans: [], delivered: [] }, lane);
    }
    const quarantined = this.parts.records.eraseQuarantined(tenant, userId);
    return { entries, quarantined, ...this.elsewhere(tenant, userId) };
  }

  readmit(tenant: string, userId: LoginName): void {
    this.parts.records.readmit(tenant, userId);
  }

  quarantine(tenant: string, notices: readonly QuarantinedNotice[], keep: number, oldest: Date): void {
    this.parts.records.quarantine(tenant, notices, keep, oldest);
  }

  quarantined(tenant: string): readonly QuarantinedNotice[] {
    return this.parts.records.quarantined(tenant);
  }

  countQuarantined(tenant: string): number {
    return this.parts.records.countQuarantined(tenant);
  }

  storeTime(): number | undefined {
    return this.time.kept();
  }

  keepStoreTime(at: number): void {
    this.time.keep(at);
  }

  bytes(): number {
    return this.parts.records.bytes();
  }

  beforeCommit(): void {
    this.parts.beforeCommit();
  }

  /** Gives a way back to how things beside the file are now. */
  mark(): () => void {
    const restores = [this.parts.mark(), this.turns.mark()];
    return () => {
      for (const restore of restores) restore();
    };
  }
}
