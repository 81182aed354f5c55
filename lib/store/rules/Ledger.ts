import type { CoverageStretch } from '../../model/CoverageStretch.js';
import type { DataWindow } from '../../model/DataWindow.js';
import { unionWindows } from '../../model/unionWindows.js';

/** What is known of time itself: of what notices spoke, what was swept, and where a sweep found what no notice told. */
export interface Ledger {
  readonly noticed: readonly DataWindow[];
  readonly swept: readonly DataWindow[];
  readonly missed: readonly DataWindow[];
}

/** A ledger in which nothing is written yet. */
export const EMPTY_LEDGER: Ledger = { noticed: [], swept: [], missed: [] };

/** Windows in one list above which their borders are given up, so that no flood of notices makes it grow. */
const MOST_WINDOWS = 4_096;

/**
 * Writes a window into a ledger and forgets what is too old; the same ledger when it said so already.
 *
 * Windows keep their borders: whoever asks again for the same stretch finds the same users. The newest sweep is never
 * forgotten, so that after a long standstill it is known since when nobody looked. Memory: O(windows of the horizon).
 *
 * @param ledger as it was
 * @param column which list
 * @param window what to write
 * @param oldest what ended before is forgotten
 * @example
 * marked(EMPTY_LEDGER, 'swept', window, new Date(0)).swept; // [window]
 */
export function marked(ledger: Ledger, column: keyof Ledger, window: DataWindow, oldest: Date): Ledger {
  if (window.until <= window.from || ledger[column].some((known) => isSame(known, window))) return ledger;
  const written: Record<keyof Ledger, readonly DataWindow[]> = { ...ledger };
  const all = [...ledger[column], window];
  written[column] = all.length > MOST_WINDOWS ? unionWindows(all) : all;
  const kept = (windows: readonly DataWindow[]) => windows.filter(({ until }) => until > oldest);
  const newest = newestOf(written.swept);
  const swept = newest === undefined || newest.until > oldest ? kept(written.swept) : [newest];
  return { noticed: kept(written.noticed), swept, missed: kept(written.missed) };
}

/**
 * Gives what is known of a stretch of time, without holes, oldest first, cut at the borders of notices and sweeps.
 *
 * What was swept counts as such, also where a notice spoke of it; what a sweep found counts once the sweep has come to
 * its end, because one that was interrupted has not seen everything.
 *
 * @param ledger the ledger
 * @param within which stretch
 * @example
 * coverageOf(EMPTY_LEDGER, window); // [{ window, state: 'unproven' }]
 */
export function coverageOf(ledger: Ledger, within: DataWindow): readonly CoverageStretch[] {
  const met: Ledger = {
    noticed: ledger.noticed.filter((window) => touches(window, within)),
    swept: ledger.swept.filter((window) => touches(window, within)),
    missed: unionWindows(ledger.missed.filter((window) => touches(window, within))),
  };
  const borders = new Set([within.from.getTime(), within.until.getTime()]);
  for (const { from, until } of [...met.noticed, ...met.swept]) borders.add(from.getTime()).add(until.getTime());
  const inside = [...borders].filter((at) => at >= within.from.getTime() && at <= within.until.getTime());
  const cuts = inside.sort((one, other) => one - other).map((at) => new Date(at));
  const stretches: CoverageStretch[] = [];
  cuts.slice(1).forEach((until, at) => {
    const from = cuts[at];
    if (from !== undefined) stretches.push({ window: { from, until }, state: stateOf(met, { from, until }) });
  });
  return stretches;
}

/**
 * Gives the end of the oldest stretch without a hole that was swept or noticed; undefined before the first sweep.
 *
 * @param ledger the ledger
 * @example
 * provenUntil(EMPTY_LEDGER); // undefined
 */
export function provenUntil({ swept, noticed }: Ledger): Date | undefined {
  return swept.length === 0 ? undefined : unionWindows([...swept, ...noticed])[0]?.until;
}

function stateOf({ noticed, swept, missed }: Ledger, piece: DataWindow): CoverageStretch['state'] {
  const isIn = (windows: readonly DataWindow[]): boolean => windows.some((window) => touches(window, piece));
  if (isIn(swept)) return isIn(missed) ? 'missed' : 'quiet';
  return isIn(noticed) ? 'noticed' : 'unproven';
}

function newestOf(windows: readonly DataWindow[]): DataWindow | undefined {
  return windows.reduce<DataWindow | undefined>(
    (newest, window) => (newest === undefined || window.until > newest.until ? window : newest),
    undefined,
  );
}

function touches(one: DataWindow, other: DataWindow): boolean {
  return one.from < other.until && other.from < one.until;
}

function isSame(one: DataWindow, other: DataWindow): boolean {
  return one.from.getTime() === other.from.getTime() && one.until.getTime() === other.until.getTime();
}
