import { toDate } from './toDate.js';

/** 64 slots, chosen by the lowest bits of the second. */
const SLOT_MASK = 63;

/**
 * Makes a `toDate` for the events of one page, in which the same instant comes again and again: each event shows its whole
 * connection. Equal seconds mostly give the same Date; a Date costs more than all the rest of an event.
 *
 * Memory: 64 dates, as long as the page is decoded.
 *
 * @example
 * const dateOf = sharedDates();
 * dateOf(1528112097) === dateOf(1528112097); // true
 */
export function sharedDates(): typeof toDate {
  const dates: (Date | undefined)[] = [];
  return (seconds) => {
    if (typeof seconds !== 'number' || seconds === 0) return undefined;
    const slot = seconds & SLOT_MASK;
    const known = dates[slot];
    // What somebody has changed meanwhile is not given out again.
    if (known?.getTime() === seconds * 1000) return known;
    const date = toDate(seconds);
    dates[slot] = date;
    return date;
  };
}
