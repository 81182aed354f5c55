import type { DataWindow } from './DataWindow.js';

/**
 * Cuts a window into slices of at most `longestMs`, oldest first; they cover the same seconds.
 *
 * @param window what to cut
 * @param longestMs length of a slice; a whole number of seconds. Unit: ms, > 0
 * @example
 * sliceWindow({ from: ten, until: noon }, 3_600_000).length; // 2
 */
export function sliceWindow({ from, until }: DataWindow, longestMs: number): readonly DataWindow[] {
  const slices: DataWindow[] = [];
  for (let start = from; start < until;) {
    const end = new Date(Math.min(until.getTime(), start.getTime() + longestMs));
    slices.push({ from: start, until: end });
    start = end;
  }
  return slices;
}
