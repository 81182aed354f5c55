import type { EntryState } from '../../model/InboxEntry.js';
import type { LoginName } from '../../model/Identity.js';
import type { QuarantinedNotice } from '../../model/QuarantinedNotice.js';
import type { EraseReport } from '../../ports/InboxStore.js';
import type { Lane } from './Lane.js';
import type { Ledger } from './Ledger.js';

/** One named consumer of one tenant. */
export interface Place {
  readonly tenant: string;
  readonly consumer: string;
}

/** A lane and whose it is. */
export interface HeldLane {
  readonly place: Place;
  readonly userId: LoginName;
  readonly lane: Lane;
}

/** When a lane is ready, and where its oldest slice ends. */
export interface ReadyTime {
  /** Unit: ms on the store's clock */
  readonly readyAt: number;
  /** Unit: s */
  readonly headUntil: number;
}

/** Counts that are kept up to date with every lane. */
export interface Totals {
  readonly entries: Readonly<Record<EntryState, number>>;
  readonly delivered: number;
  /** Unit: ms on the store's clock */
  readonly oldestSince?: number;
}

/** Whose lanes; what is left out is not restricted. */
export interface LaneQuery {
  readonly tenant: string;
  readonly consumers: readonly string[];
  readonly userId?: LoginName | undefined;
}

/** Where a listing goes on. */
export type LaneCursor = readonly (string | number)[];

/** Some lanes of a listing, and where it goes on; at its end without `next`. */
export interface LanePage {
  readonly lanes: readonly HeldLane[];
  readonly next?: LaneCursor;
}

/** Where an engine keeps things. Every method is synchronous; the engine says when all of it is on stable storage. */
export interface InboxTables {
  lane(place: Place, userId: LoginName): Lane | undefined;
  /** Keeps a lane as it now is, or forgets it when nothing is in it; `before` is what `lane` gave. */
  save(place: Place, userId: LoginName, lane: Lane, before: Lane | undefined): void;
  /**
   * Lets lanes wait for their turn whose slice ends at `until` or before, until then they wait for its end; gives how
   * many were found. Whoever looks for what is ready must not pass by all whose window is not over.
   */
  takeOver(place: Place, until: number, limit: number): number;
  /** Of the lanes that wait for their turn those that are ready at `now` and whose slice ends at `until` or before, in turn. */
  ready(place: Place, now: number, until: number, limit: number): readonly HeldLane[];
  /** Whether anything is leased, of whomever. */
  isLeased(): boolean;
  /** The lanes that wait for their turn, the first ready first. */
  readyTimes(place: Place): Iterable<ReadyTime>;
  /** The lanes that wait for the end of a slice, the first that is over first. */
  openTimes(place: Place): Iterable<ReadyTime>;
  /** Lanes in which something is parked until a moment, the first moment first. */
  sleepers(place: Place): Iterable<HeldLane & { readonly wakeAt: number }>;
  /** Lanes that are not empty, the oldest first. */
  lanes(query: LaneQuery, after: LaneCursor | undefined, limit: number): LanePage;
  /** The next lanes of a walk over all of them that never ends. */
  someLanes(limit: number): readonly HeldLane[];
  totals(tenant: string): Totals;
  /** A number that was never given before. */
  nextTurn(): number;
  ledger(tenant: string): Ledger;
  saveLedger(tenant: string, ledger: Ledger): void;
  isErased(tenant: string, userId: LoginName): boolean;
  /** Removes every trace of a user and remembers a digest of the name. */
  erase(tenant: string, userId: LoginName): EraseReport;
  readmit(tenant: string, userId: LoginName): void;
  /** Keeps the newest of `keep` notices, and none received before `oldest`. */
  quarantine(tenant: string, notices: readonly QuarantinedNotice[], keep: number, oldest: Date): void;
  quarantined(tenant: string): readonly QuarantinedNotice[];
  countQuarantined(tenant: string): number;
  /** Where the store's clock stood when it was last kept; undefined when it never was. Unit: ms */
  storeTime(): number | undefined;
  /** Keeps where the store's clock stands: whoever opens the store next goes on from there. */
  keepStoreTime(at: number): void;
  /** Unit: bytes on disk */
  bytes(): number;
}
