import type { DataWindow } from './DataWindow.js';

const SECOND_MS = 1_000;

/**
 * Turns upstream's window, closed to the second, into the half-open one that is kept: `[from, to + 1 s)`.
 *
 * @param from first second
 * @param to last second; not before `from`
 * @example
 * closedWindow(new Date('2017-11-10T10:18:44Z'), new Date('2017-11-10T11:18:43Z')).until; // 11:18:44
 */
export function closedWindow(from: Date, to: Date): DataWindow {
  return { from: floored(from), until: new Date(floored(to).getTime() + SECOND_MS) };
}

/**
 * Gives the last second of a window, as upstream wants it.
 *
 * @param window half-open
 * @example
 * lastSecond(closedWindow(from, to)).getTime() === to.getTime(); // true
 */
export function lastSecond({ until }: DataWindow): Date {
  return new Date(until.getTime() - SECOND_MS);
}

function floored(date: Date): Date {
  return new Date(Math.floor(date.getTime() / SECOND_MS) * SECOND_MS);
}
