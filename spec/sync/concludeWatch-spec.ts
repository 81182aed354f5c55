import { expect } from 'chai';
import { concatMap, NEVER } from 'rxjs';
import type { Evidence } from '../../lib/model/Evidence.js';
import { concludeWatch } from '../../lib/sync/concludeWatch.js';
import { outcomes } from '../../lib/sync/outcomes.js';
import { startWatch, type Watch } from '../../lib/sync/Watch.js';
import { marbles } from '../../lib/testing/marbles.js';
import { endedOf, eventOf, runOf, triggerOf } from '../support/builders.js';
import { lettered } from '../support/lettered.js';
import { readOf, stageOf } from '../support/stage.js';

function endedBy(rule: Evidence['rule'], own: Partial<Watch> = {}): Watch {
  const watch = startWatch(runOf(), triggerOf(), { connectionId: '7', status: 'SUCCESS', channels: [] }, 'all');
  return { ...watch, connection: endedOf(0), observedIn: 'queue', verdict: { kind: 'ended', rule }, ...own };
}

const r = readOf({ events: [eventOf()] });

describe('concludeWatch', () => {
  it(
    'drains, tells what comes late, and gives the outcome',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const news = hot('  ---r---r', { r });
      const subs = '      ^------!';
      const updates = '   D--e---(eO|)';
      const { session } = stageOf({}, { drainPolls: 2 });
      const batches = concludeWatch(session, endedBy('endDate'), news);
      expectObservable(
        batches.pipe(
          concatMap((batch) => batch),
          lettered(),
        ),
      ).toBe(updates);
      expectSubscriptions(news.subscriptions).toBe(subs);
    }),
  );

  it(
    'E9: marks what comes while draining as late, and takes the accounts of a late list into the outcome',
    marbles(({ hot, flush }) => {
      const listed = eventOf({ type: 'LIST_ACCOUNTS_SUCCESS', accounts: [{ id: '5' }] });
      const { session } = stageOf({}, { drainPolls: 1 });
      const told: unknown[] = [];
      const news = hot('-r', { r: readOf({ events: [listed] }) });
      concludeWatch(session, endedBy('endDate'), news).subscribe((batch) => told.push(...batch));
      flush();
      expect(told[1]).to.deep.include({ kind: 'event', late: true });
      expect(told[2]).to.deep.include({ kind: 'outcome', result: 'succeeded', accounts: [{ id: '5' }] });
    }),
  );

  it(
    'lets the result stand whatever comes late',
    marbles(({ hot, expectObservable }) => {
      const failed = eventOf({ connection: endedOf(5, 'FAILED') });
      const { session } = stageOf({}, { drainPolls: 1 });
      const updates = concludeWatch(session, endedBy('endDate'), hot('-r', { r: readOf({ events: [failed] }) })).pipe(
        concatMap((batch) => batch),
        outcomes(),
        concatMap(({ result }) => [result]),
      );
      expectObservable(updates).toBe('-(o|)', { o: 'succeeded' });
    }),
  );

  const WITHOUT = ['deadline', 'nothingMoved', 'closed', 'manual'] as const;
  for (const rule of WITHOUT) {
    it(
      `gives the outcome at once when the end is ${rule}`,
      marbles(({ expectObservable }) => {
        const { session } = stageOf({}, { drainPolls: 2 });
        const updates = concludeWatch(session, endedBy(rule), NEVER).pipe(concatMap((batch) => batch));
        expectObservable(updates.pipe(lettered())).toBe('(O|)');
      }),
    );
  }

  it(
    'gives the outcome at once with drainPolls 0, and when there is no queue',
    marbles(({ expectObservable }) => {
      const none = concludeWatch(stageOf({}, { drainPolls: 0 }).session, endedBy('endDate'), NEVER);
      const { session } = stageOf({}, { drainPolls: 2 });
      const queueless = concludeWatch(session, endedBy('endDate', { queueAvailable: false }), NEVER);
      for (const batches of [none, queueless])
        expectObservable(
          batches.pipe(
            concatMap((batch) => batch),
            lettered(),
          ),
        ).toBe('(O|)');
    }),
  );

  it(
    'gives nothing for a watch that has not ended',
    marbles(({ expectObservable }) => {
      const open = endedBy('endDate', { verdict: { kind: 'open' } });
      expectObservable(concludeWatch(stageOf().session, open, NEVER)).toBe('|');
    }),
  );
});
