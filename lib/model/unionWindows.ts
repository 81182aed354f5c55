import type { DataWindow } from './DataWindow.js';

/**
 * Unites windows into the fewest that cover the same seconds: disjoint, not touching, oldest first.
 *
 * @param windows in any order, overlapping or not; empty ones vanish
 * @example
 * unionWindows([{ from: ten, until: noon }, { from: eleven, until: one }]); // [{ from: ten, until: one }]
 */
export function unionWindows(windows: readonly DataWindow[]): readonly DataWindow[] {
  const united: DataWindow[] = [];
  for (const next of [...windows].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (next.until <= next.from) continue;
    const last = united.at(-1);
    if (last === undefined || next.from > last.until) united.push(next);
    else if (next.until > last.until) united[united.length - 1] = { from: last.from, until: next.until };
  }
  return united;
}
