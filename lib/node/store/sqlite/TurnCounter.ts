import { maybeNumberOf } from './columns.js';
import type { SqliteFile } from './SqliteFile.js';

/** Numbers that are set aside at a time, so that the counter is hardly ever written. */
const BLOCK = 10_000;

/**
 * Counts up over the life of a file, and never gives a number twice whatever dies in between.
 *
 * @param file where the counter is kept
 */
export class TurnCounter {
  private next = 0;
  private reserved = 0;

  constructor(private readonly file: SqliteFile) {}

  take(): number {
    if (this.next >= this.reserved) {
      const row = this.file.prepare(`SELECT value FROM meta WHERE key = 'turn'`).get();
      this.next = Math.max(this.next, maybeNumberOf(row, 'value') ?? 0);
      this.startAt(this.next + BLOCK);
      this.reserved = this.next + BLOCK;
    }
    this.next += 1;
    return this.next;
  }

  /** Lets the counter go on from a number, or from where it is if that is more; needs a transaction. */
  startAt(value: number): void {
    this.file
      .prepare(`INSERT INTO meta VALUES ('turn', ?) ON CONFLICT DO UPDATE SET value = excluded.value`)
      .run(Math.max(value, this.next));
  }

  /** Takes nothing for set aside any more, as the file may be another; numbers go on rising. */
  renew(): void {
    this.reserved = 0;
  }

  /** Writes something, to see whether that can be done. */
  probe(): void {
    this.file.prepare(`INSERT INTO meta VALUES ('probe', 1) ON CONFLICT DO UPDATE SET value = value + 1`).run();
  }

  /** Gives a way back: what was set aside in a transaction that is taken back was not. */
  mark(): () => void {
    const { reserved } = this;
    return () => {
      this.reserved = Math.min(this.reserved, reserved);
    };
  }
}
