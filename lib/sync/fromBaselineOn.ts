import { filter, map, type MonoTypeOperatorFunction } from 'rxjs';
import type { QueuePage, QueueTick } from '../model/QueueTick.js';

/**
 * Makes of the first page what it is to the run: the baseline of a new one, news to one that is taken up.
 *
 * ```marble
 * ticks    -p---q---u-|
 * ofNew    -----q---u-|
 * ```
 *
 * A run that is taken up has not met the page, even if the poller had it before. Memory: none. Errors: none of its own.
 * Completes with its source.
 *
 * @param isNew whether the run took its baseline from this page
 * @example
 * ticks.pipe(fromBaselineOn(true));
 */
export function fromBaselineOn(isNew: boolean): MonoTypeOperatorFunction<QueueTick> {
  const isBaseline = (tick: QueueTick, index: number): tick is QueuePage => index === 0 && tick.kind === 'page';
  return isNew
    ? filter((tick, index) => !isBaseline(tick, index))
    : map((tick, index) => (isBaseline(tick, index) ? { ...tick, unchanged: false } : tick));
}
