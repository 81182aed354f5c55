import type { DataWindow } from './DataWindow.js';
import { unionWindows } from './unionWindows.js';

/**
 * Gives what the first windows cover and the second do not: disjoint, oldest first.
 *
 * @param windows from which to take away
 * @param taken what to take away
 * @example
 * subtractWindows([{ from: ten, until: one }], [{ from: eleven, until: noon }]); // ten to eleven, noon to one
 */
export function subtractWindows(windows: readonly DataWindow[], taken: readonly DataWindow[]): readonly DataWindow[] {
  const holes = unionWindows(taken);
  return unionWindows(windows).flatMap((window) => without(window, holes));
}

function without({ from, until }: DataWindow, holes: readonly DataWindow[]): readonly DataWindow[] {
  const left: DataWindow[] = [];
  let start = from;
  for (const hole of holes) {
    if (hole.until <= start || hole.from >= until) continue;
    if (hole.from > start) left.push({ from: start, until: hole.from });
    start = hole.until;
  }
  if (start < until) left.push({ from: start, until });
  return left;
}
