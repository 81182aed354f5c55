import type { CoverageStretch } from '../../model/CoverageStretch.js';
import type { DataWindow } from '../../model/DataWindow.js';
import { subtractWindows } from '../../model/subtractWindows.js';
import { unionWindows } from '../../model/unionWindows.js';

/** What is known of time itself: of what notices spoke, what was swept, and where a sweep found what no notice told. */
export interface Ledger {
  readonly noticed: readonly DataWindow[];
  readonly swept: readonly DataWindow[];
  readonly missed: readonly DataWindow[];
}

/** A ledger in which nothing is written yet. */
export const EMPTY_LEDGER: Ledger = { noticed: [], swept: [], missed: [] };

/**
 * Writes a window into a ledger and forgets what is too old; the same ledger when it said so already.
 *
 * @param ledger as it was
 * @param column which list
 * @param window what to write
 * @param oldest what ended before is forgotten
 * @example
 * marked(EMPTY_LEDGER, 'swept', window, new Date(0)).swept; // [window]
 */
export function marked(ledger: Ledger, column: keyof Ledger, window: DataWindow, oldest: Date): Ledger {
  if (subtractWindows([window], ledger[column]).length === 0) return ledger;
  const kept = (windows: readonly DataWindow[]) => windows.filter(({ until }) => until > oldest);
  const written: Record<keyof Ledger, readonly DataWindow[]> = { ...ledger };
  written[column] = unionWindows([...ledger[column], window]);
  const { noticed, swept, missed } = written;
  return { noticed: kept(noticed), swept: kept(swept), missed: kept(missed) };
}

/**
 * Gives what is known of a stretch of time, without holes, oldest first.
 *
 * @param ledger the ledger
 * @param within which stretch
 * @example
 * coverageOf(EMPTY_LEDGER, window); // [{ window, state: 'unproven' }]
 */
export function coverageOf(ledger: Ledger, within: DataWindow): readonly CoverageStretch[] {
  const { noticed, swept, missed } = ledger;
  let rest: readonly DataWindow[] = unionWindows([within]);
  const take = (windows: readonly DataWindow[], state: CoverageStretch['state']): readonly CoverageStretch[] => {
    const left = subtractWindows(rest, windows);
    const taken = subtractWindows(rest, left);
    rest = left;
    return taken.map((window) => ({ window, state }));
  };
  const stretches = [...take(missed, 'missed'), ...take(noticed, 'noticed'), ...take(swept, 'quiet')];
  for (const window of rest) stretches.push({ window, state: 'unproven' });
  return stretches.sort((one, other) => one.window.from.getTime() - other.window.from.getTime());
}

/**
 * Gives the end of the oldest stretch that was swept or in which something was missed; undefined before the first sweep.
 *
 * @param ledger the ledger
 * @example
 * provenUntil(EMPTY_LEDGER); // undefined
 */
export function provenUntil({ swept, missed }: Ledger): Date | undefined {
  return unionWindows([...swept, ...missed])[0]?.until;
}
