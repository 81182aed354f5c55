import type { QueueTick } from '../../lib/model/QueueTick.js';
import { fromBaselineOn } from '../../lib/sync/fromBaselineOn.js';
import { marbles } from '../../lib/testing/marbles.js';
import { eventOf } from '../support/builders.js';
import { pageOf, RETRYING } from '../support/stage.js';

const TICKS: Readonly<Record<string, QueueTick>> = {
  p: pageOf({ events: [eventOf({ id: '1' })] }),
  q: pageOf({ events: [eventOf({ id: '1' }), eventOf({ id: '2' })] }),
  u: pageOf({ events: [eventOf({ id: '1' }), eventOf({ id: '2' })], unchanged: true }),
  n: pageOf({ events: [eventOf({ id: '1' }), eventOf({ id: '2' })] }),
  r: { kind: 'retry', notice: RETRYING, error: 'x' },
  g: { kind: 'gone' },
};

describe('fromBaselineOn', () => {
  it(
    'takes the first page of a new run for its baseline, and passes the others',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const ticks = hot('      -p---q---u-|', TICKS);
      const subs = '           ^----------!';
      const ofNew = '          -----q---u-|';
      expectObservable(ticks.pipe(fromBaselineOn(true))).toBe(ofNew, TICKS);
      expectSubscriptions(ticks.subscriptions).toBe(subs);
    }),
  );

  it(
    'E11: takes the first page of a run that is taken up for news, even if the poller had it before',
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('-u-u|', TICKS).pipe(fromBaselineOn(false))).toBe('-n-u|', TICKS);
    }),
  );

  it(
    'passes the news that there is no queue, and takes no later page for the baseline',
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('-g-p|', TICKS).pipe(fromBaselineOn(true))).toBe('-g-p|', TICKS);
      expectObservable(hot('-r-p|', TICKS).pipe(fromBaselineOn(false))).toBe('-r-p|', TICKS);
    }),
  );

  it(
    'errors with its source',
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('-p-#', TICKS).pipe(fromBaselineOn(true))).toBe('---#');
    }),
  );
});
