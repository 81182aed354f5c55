import { expect } from 'chai';
import { of } from 'rxjs';
import { startWatch } from '../../lib/sync/Watch.js';
import { type RunNews, whatBelongsTo } from '../../lib/sync/whatBelongsTo.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { eventOf, runOf, triggerOf } from '../support/builders.js';
import { readOf, stageOf } from '../support/stage.js';

const watches = ['7', '8'].map((connectionId) =>
  startWatch(runOf(), triggerOf(), { connectionId, status: 'SUCCESS', channels: [] }, 'all'),
);
const [own, others] = [eventOf({ id: '1' }), eventOf({ id: '2', connectionId: '8' })];
const r = readOf({ events: [own, others] });
const s = readOf();

const NEWS: Readonly<Record<string, RunNews>> = {
  o: {
    news: r,
    observations: [
      { kind: 'queue', events: [own] },
      { kind: 'queue', events: [others] },
    ],
  },
  p: {
    news: s,
    observations: [
      { kind: 'queue', events: [] },
      { kind: 'queue', events: [] },
    ],
  },
};

describe('whatBelongsTo', () => {
  it(
    'sorts news by the connections they belong to',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const news = hot('  -r---s-|', { r, s });
      const subs = '      ^------!';
      const expected = '  -o---p-|';
      expectObservable(news.pipe(whatBelongsTo(stageOf().session, watches))).toBe(expected, NEWS);
      expectSubscriptions(news.subscriptions).toBe(subs);
    }),
  );

  it('tells every connection that a read failed, or that the queue is gone', () => {
    let told: RunNews | undefined;
    of({ kind: 'gone' } as const)
      .pipe(whatBelongsTo(stageOf().session, watches))
      .subscribe((news) => (told = news));
    expect(told?.observations).to.deep.equal([{ kind: 'noQueue' }, { kind: 'noQueue' }]);
  });

  operatorLaws(
    { describe, it },
    { name: 'whatBelongsTo', make: () => whatBelongsTo(stageOf().session, watches), sample: [r, s] },
  );
});
