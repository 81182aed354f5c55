import { addChange, countChange, type SpanCounts } from '../../../store/rules/countSpans.js';
import type { Lane } from '../../../store/rules/Lane.js';
import type { SqliteFile } from './SqliteFile.js';

const ADD = `UPDATE places SET waiting = waiting + ?, leased = leased + ?, parked = parked + ?, dead = dead + ?,
  expired = expired + ?, delivered = delivered + ? WHERE id = ?`;

/**
 * Counts of each place that change with every lane and are written once for each transaction.
 *
 * Memory: O(places that the transaction touches).
 *
 * @param file where they are kept
 */
export class PlaceCounts {
  private changes = new Map<number, SpanCounts>();

  constructor(private readonly file: SqliteFile) {}

  add(place: number, lane: Lane | undefined, before: Lane | undefined): void {
    const known = this.changes.get(place);
    if (known === undefined) this.changes.set(place, countChange(lane, before));
    else addChange(known, lane, before);
  }

  /** What the transaction changed and did not write yet. */
  of(place: number): SpanCounts | undefined {
    return this.changes.get(place);
  }

  write(): void {
    for (const [place, { waiting, leased, parked, dead, expired, delivered }] of this.changes) {
      this.file.prepare(ADD).run(waiting, leased, parked, dead, expired, delivered, place);
    }
    this.changes.clear();
  }

  /** Gives a way back to how the counts are now. */
  mark(): () => void {
    const marked = [...this.changes].map(([place, change]) => [place, { ...change }] as const);
    return () => {
      this.changes = new Map(marked);
    };
  }
}
