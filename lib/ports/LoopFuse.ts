import type { Observable } from 'rxjs';

/** Slows, then stops whoever begins the same thing again and again without getting anywhere. */
export interface LoopFuse {
  /** Emits once when it may go on; errors with FastLoopError when it is one too many within `withinMs`. */
  request(key: string, operation: string, withinMs: number): Observable<0>;
  /** Says that what `key` stands for got somewhere. */
  progress(key: string): void;
  /** Says that what may go on is under way: many of one key at once are no loop. */
  begin?(key: string): void;
  /** Says that it is under way no more. */
  end?(key: string): void;
}
