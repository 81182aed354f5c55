import { expect } from 'chai';
import { concatMap, map, type Observable, pipe } from 'rxjs';
import { BATCHES_AT_ONCE, inBatches } from '../../../lib/notification/intake/inBatches.js';
import { BATCH_ENTRIES, type NoticeBatch } from '../../../lib/notification/intake/NoticeBatch.js';
import { Valve } from '../../../lib/notification/intake/Valve.js';
import { noticed } from '../../support/fakeNotificationApi.js';
import { marbles } from '../../../lib/testing/marbles.js';

const full = noticed(Array.from({ length: BATCH_ENTRIES }, (_, at) => `u${String(at)}`));
const groups = { a: full, s: noticed(['small']) };

function kept(stored: Observable<string>) {
  return pipe(concatMap(({ whole }: NoticeBatch) => stored.pipe(map((mark) => (whole === undefined ? mark : 'last')))));
}

describe('inBatches', () => {
  it(
    'keeps full batches side by side, and then what is left',
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-a-----|', groups);
      const keep = cold('  ---(k|)');
      const expected = '  ----k-k-----(l|)';
      const valve = new Valve(BATCHES_AT_ONCE, undefined);
      expectObservable(source.pipe(inBatches(kept(keep), valve))).toBe(expected, { k: 'k', l: 'last' });
      expectSubscriptions(source.subscriptions).toBe('^--------!');
    }),
  );

  it(
    'lets the last batch wait until all others are kept',
    marbles(({ hot, cold, expectObservable }) => {
      const keep = cold('---(k|)');
      const batches = hot('(as|)', groups).pipe(inBatches(kept(keep), new Valve(BATCHES_AT_ONCE, undefined)));
      expectObservable(batches).toBe('---k--(l|)', { k: 'k', l: 'last' });
    }),
  );

  it(
    'holds the source back while two batches are being kept, and keeps no more at once',
    marbles(({ hot, cold, expectObservable, expectSubscriptions, flush, scheduler }) => {
      const calls: string[] = [];
      const told = (what: string) => () => void calls.push(`${what} ${String(scheduler.now())}`);
      const valve = new Valve(BATCHES_AT_ONCE, { pause: told('pause'), resume: told('resume') });
      const keep = cold('---(k|)');
      expectObservable(hot('a(aa)-------|', groups).pipe(inBatches(kept(keep), valve))).toBe('---kk-k--------(l|)', {
        k: 'k',
        l: 'last',
      });
      flush();
      expectSubscriptions(keep.subscriptions).toBe(['^--!', '-^--!', '---^--!', '------------^--!']);
      expect(calls).to.deep.equal(['pause 1', 'resume 4']);
    }),
  );

  it(
    'errors with whatever cannot be kept, and lets go of the source',
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-----', groups);
      const batches = source.pipe(inBatches(kept(cold('--#')), new Valve(BATCHES_AT_ONCE, undefined)));
      expectObservable(batches).toBe('---#');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    }),
  );
});
