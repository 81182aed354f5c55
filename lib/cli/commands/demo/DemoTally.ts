import type { ServeReady } from '../../serve/runService.js';
import type { ServeUpdate } from '../../serve/describeServed.js';

/** A line of `serve --json`, read back: dates are texts in it. */
type Told<T> = T extends { readonly window: unknown }
  ? Omit<T, 'window'> & { readonly window: { readonly from: string; readonly until: string } }
  : T;
/** What `serve --json` prints. */
export type ServedLine = ServeReady | Told<ServeUpdate>;

/** What `serve` has told so far, counted. */
export class DemoTally {
  private readonly lagsMs: number[] = [];
  private readonly served = new Set<string>();
  /** Users whose changes no notification told. */
  missed = 0;
  /** Stretches in which there were such. */
  gaps = 0;

  /**
   * @param lagOf how long ago a moment of upstream's clock was, on ours. Unit: ms
   */
  constructor(private readonly lagOf: (moment: Date) => number) {}

  add(line: ServedLine): void {
    if (line.kind === 'delivered') {
      this.served.add(line.userId);
      this.lagsMs.push(this.lagOf(new Date(line.window.until)));
    }
    if (line.kind === 'swept' && line.missed > 0) {
      this.gaps += 1;
      this.missed += line.missed;
    }
  }

  /** Windows that are in the book. */
  get delivered(): number {
    return this.lagsMs.length;
  }

  /** Users of whom there was one. */
  get users(): number {
    return this.served.size;
  }

  /** From the end of a window to the book; 0.5 gives the median. Unit: ms */
  lagAt(share: number): number {
    const sorted = [...this.lagsMs].sort((a, b) => a - b);
    return Math.max(0, sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  }
}
