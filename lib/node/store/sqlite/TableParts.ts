import { LaneTable } from './LaneTable.js';
import { PlaceCounts } from './PlaceCounts.js';
import { PlaceTable } from './PlaceTable.js';
import { RecordTable } from './RecordTable.js';
import type { SqliteFile } from './SqliteFile.js';

/**
 * The tables of an inbox, each with what it remembers of the file: all of it holds for one opening and is then made anew.
 *
 * @param file where
 */
export class TableParts {
  readonly lanes: LaneTable;
  readonly places: PlaceTable;
  readonly records: RecordTable;
  private readonly counts: PlaceCounts;

  constructor(file: SqliteFile) {
    this.counts = new PlaceCounts(file);
    this.places = new PlaceTable(file, this.counts);
    this.lanes = new LaneTable(file, this.places, this.counts);
    this.records = new RecordTable(file);
  }

  beforeCommit(): void {
    this.lanes.write();
    this.counts.write();
  }

  /** Gives a way back to how things beside the file are now. */
  mark(): () => void {
    const restores = [this.lanes.mark(), this.counts.mark(), this.places.mark(), this.records.mark()];
    return () => {
      for (const restore of restores) restore();
    };
  }
}
