import type { ClosedWindow } from '../bank/visibleIn.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import type { YodleeCall } from './YodleeCall.js';

/** What is needed to know how much data extracts show. */
type Sight = Pick<YodleeCall, 'state' | 'now'>;

/**
 * Returns the last second whose changes data extracts show already, by switch `extractsLagS`.
 *
 * @param call the request
 * @returns epoch seconds
 * @example
 * lastShown(call) <= yodleeSeconds(call.state, call.now); // true
 */
export function lastShown({ state, now }: Sight): number {
  return yodleeSeconds(state, now) - Number(state.settings.switches.extractsLagS);
}

/**
 * Returns what of a window data extracts show: without its last second where `toDateIs` excludes it, and without what
 * changed too shortly ago. A window of which nothing is left ends before it begins.
 *
 * @param call the request
 * @param window what was asked for
 * @example
 * shownWindow(call, { from, to }).to <= to; // true
 */
export function shownWindow(call: Sight, { from, to }: ClosedWindow): ClosedWindow {
  const last = call.state.settings.switches.toDateIs === 'excluded' ? to - 1 : to;
  return { from, to: Math.min(last, lastShown(call)) };
}
