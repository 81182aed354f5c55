import type { MonoTypeOperatorFunction } from 'rxjs';
import type { QueueTick } from '../model/QueueTick.js';
import { mapAnew } from '../operators/mapAnew.js';

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
  return mapAnew(() => {
    let isFirst = true;
    return (tick) => {
      const isBaseline = isFirst && tick.kind === 'page';
      isFirst = false;
      if (!isBaseline) return tick;
      return isNew ? undefined : { ...tick, unchanged: false };
    };
  });
}
