import type { Place, Totals } from '../../../store/rules/InboxTables.js';
import { maybeNumberOf, numberOf, textOf } from './columns.js';
import type { PlaceCounts } from './PlaceCounts.js';
import type { SqliteFile } from './SqliteFile.js';

const FIND = 'SELECT id FROM places WHERE tenant = ? AND consumer = ?';
const INSERT = 'INSERT INTO places (tenant, consumer) VALUES (?, ?)';
const ALL = 'SELECT tenant, consumer FROM places';
const BY_ID = 'SELECT tenant, consumer FROM places WHERE id = ?';
const TOTALS = `SELECT id, waiting, leased, parked, dead, expired, delivered,
  (SELECT min(since) FROM lanes WHERE place = places.id AND since IS NOT NULL) AS oldest FROM places WHERE tenant = ?`;

/**
 * The numbers of (tenant, consumer), and what is counted of each.
 *
 * Memory: O(tenants × consumers), none of it by user.
 *
 * @param file where
 * @param counts what is not written yet
 */
export class PlaceTable {
  private ids = new Map<string, Map<string, number>>();
  private registered = 0;

  constructor(
    private readonly file: SqliteFile,
    private readonly counts: PlaceCounts,
  ) {}

  /** The number of a place; 0 for one that has none, when only looking. */
  idOf(place: Place): number {
    const known = this.ids.get(place.tenant)?.get(place.consumer);
    if (known !== undefined) return known;
    const id = this.find(place);
    if (id > 0) {
      const consumers = this.ids.get(place.tenant) ?? new Map<string, number>();
      this.ids.set(place.tenant, consumers.set(place.consumer, id));
    }
    return id;
  }

  /** Gives a place a number unless it has one; needs a transaction. */
  register(place: Place): void {
    if (this.idOf(place) > 0) return;
    this.file.prepare(INSERT).run(place.tenant, place.consumer);
    this.registered += 1;
  }

  of(id: number): Place {
    const row = this.file.prepare(BY_ID).get(id);
    return { tenant: textOf(row, 'tenant'), consumer: textOf(row, 'consumer') };
  }

  all(): readonly Place[] {
    const rows = this.file.prepare(ALL).all();
    return rows.map((row) => ({ tenant: textOf(row, 'tenant'), consumer: textOf(row, 'consumer') }));
  }

  totals(tenant: string): Totals {
    const sums = { waiting: 0, leased: 0, parked: 0, dead: 0, expired: 0 };
    let delivered = 0;
    let oldest = Infinity;
    for (const row of this.file.prepare(TOTALS).all(tenant)) {
      const change = this.counts.of(numberOf(row, 'id'));
      for (const state of ['waiting', 'leased', 'parked', 'dead', 'expired'] as const) {
        sums[state] += numberOf(row, state) + (change?.[state] ?? 0);
      }
      delivered += numberOf(row, 'delivered') + (change?.delivered ?? 0);
      oldest = Math.min(oldest, maybeNumberOf(row, 'oldest') ?? Infinity);
    }
    return { entries: sums, delivered, ...(oldest < Infinity && { oldestSince: oldest }) };
  }

  /** Gives a way back: what was registered in a transaction that is taken back has no number. */
  mark(): () => void {
    const { registered } = this;
    return () => {
      if (this.registered !== registered) this.ids = new Map();
    };
  }

  private find({ tenant, consumer }: Place): number {
    return maybeNumberOf(this.file.prepare(FIND).get(tenant, consumer), 'id') ?? 0;
  }
}
