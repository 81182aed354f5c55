import { expect } from 'chai';
import { from, lastValueFrom, of } from 'rxjs';
import type { SyncUpdate } from '../../lib/index.js';
import { foldProgress, startOfProgress } from '../../lib/sync/foldProgress.js';
import { progress } from '../../lib/sync/progress.js';
import type { SyncProgress } from '../../lib/sync/SyncProgress.js';
import { operatorLaws } from '../../lib/testing/index.js';
import { marbles } from '../../lib/testing/marbles.js';
import { eventSeen, outcome, triggered } from '../support/syncUpdates.js';

const UPDATES = {
  T: triggered('1'),
  U: triggered('2'),
  e: eventSeen('1'),
  O: outcome('1'),
  P: outcome('2'),
} as const satisfies Record<string, SyncUpdate>;

describe('progress', () => {
  it(
    'folds each update as it comes',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const updates = cold('  -(TU)-e-(OP)-|', UPDATES);
      const subs = '          ^------------!';
      const expected = '      -(ab)-c-(de)-|';
      const a = foldProgress(startOfProgress(), UPDATES.T, 0);
      const b = foldProgress(a, UPDATES.U, 0);
      const c = foldProgress(b, UPDATES.e, 0);
      const d = foldProgress(c, UPDATES.O, 0);
      const e = foldProgress(d, UPDATES.P, 0);
      expectObservable(updates.pipe(progress())).toBe(expected, { a, b, c, d, e });
      expectSubscriptions(updates.subscriptions).toBe(subs);
      expect([b.total, d.done, e.done, e.share]).to.deep.equal([2, 1, 2, 1]);
    }),
  );

  it(
    'takes the time of a retry from its scheduler',
    marbles(({ cold, scheduler, expectObservable }) => {
      const r: SyncUpdate = { kind: 'retrying', operation: 'read queue', error: 'X', attempt: 1, inMs: 500 };
      const updates = cold('--(r|)', { r });
      expectObservable(updates.pipe(progress({ scheduler }))).toBe('--(a|)', {
        a: foldProgress(startOfProgress(), r, 2),
      });
    }),
  );

  it('starts afresh for each subscription, with those that are expected', async () => {
    const updates = of(outcome('1')).pipe(progress({ expected: ['1', '2'] }));
    const [first, second] = [await lastValueFrom(updates), await lastValueFrom(updates)];
    expect(first).to.include({ done: 1, total: 2 });
    expect(second).to.deep.equal(first);
  });

  it('emits nothing for nothing', async () => {
    expect(await lastValueFrom(from<SyncUpdate[]>([]).pipe(progress()), { defaultValue: undefined })).to.equal(
      undefined,
    );
  });
});

operatorLaws<SyncUpdate, SyncProgress>(
  { describe, it },
  { name: 'progress', make: (scheduler) => progress({ scheduler }), sample: [UPDATES.T, UPDATES.e, UPDATES.O] },
);
