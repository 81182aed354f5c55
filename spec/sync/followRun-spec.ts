import { expect } from 'chai';
import { concat, concatMap, map, NEVER, of } from 'rxjs';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { followRun } from '../../lib/sync/followRun.js';
import { marbles } from '../../lib/testing/marbles.js';
import { at, connectionOf, endedOf, endEventOf, eventOf, runningOf, runOf, triggerOf } from '../support/builders.js';
import { lettered } from '../support/lettered.js';
import { pageOf, type Stage, stageOf } from '../support/stage.js';

const ended = endedOf(5);
const one = eventOf({ id: '1' });
const two = eventOf({ id: '2' });
const end = endEventOf(ended, { id: '3' });
const late = eventOf({ id: '4' });

function journalled(stage: Stage, run = runOf({ trigger: triggerOf() })) {
  stage.user.journal.begin(run, new Date(0)).subscribe();
  return run;
}

describe('followRun', () => {
  it(
    'tells the run from its trigger to its last outcome',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const pages = [[], [one], [one, two], [one, two, end], [one, two, end, late]];
      const ticks = hot('p---p---p---p---p');
      const subs = '     ^---------------!';
      const updates = '  T---e---e---(ED)(eO|)';
      const stage = stageOf({ connections: { 7: runningOf() } }, { drainPolls: 1 });
      const paged = ticks.pipe(map((_, read) => pageOf({ events: pages[read] ?? [] })));
      expectObservable(followRun(stage.session, journalled(stage), paged).pipe(lettered())).toBe(updates);
      expectSubscriptions(ticks.subscriptions).toBe(subs);
    }),
  );

  it(
    'E11: tells first what the journal has told already, and triggered no second time',
    marbles(({ expectObservable }) => {
      const updates: SyncUpdate[] = [
        { kind: 'triggered', connectionId: '7', at: at(0), attached: false },
        { kind: 'event', event: one, late: false, connectionId: '7' },
      ];
      const stage = stageOf({ connections: { 7: runningOf() } });
      const run = journalled(stage, runOf({ trigger: triggerOf(), updates, seen: ['1'] }));
      const page = pageOf({ events: [one, end] });
      expectObservable(followRun(stage.session, run, concat(of(page), NEVER)).pipe(lettered())).toBe('(TeEO|)');
    }),
  );

  it(
    'serves all connections with one reading of the queue, and tells each its own',
    marbles(({ hot, flush }) => {
      const other = endEventOf(endedOf(5, 'FAILED', { id: '8' }), { id: '5' });
      const baseline = ['7', '8'].map((id) => ({
        ...runOf().baseline[0],
        connectionId: id,
        status: 'SUCCESS',
        channels: [],
      }));
      const run = runOf({ scope: '*', baseline, trigger: triggerOf({ connectionIds: ['7', '8'] }) });
      const stage = stageOf(
        { connections: { 7: runningOf(), 8: runningOf({ id: '8' }) } },
        {},
        { plan: { scope: '*' } },
      );
      const ticks = hot('    -p', { p: pageOf({ events: [other, end] }) });
      const list: SyncUpdate[] = [];
      followRun(stage.session, journalled(stage, run), ticks).subscribe((update) => list.push(update));
      flush();
      expect(
        list.flatMap((update) => (update.kind === 'outcome' ? [`${update.connectionId} ${update.result}`] : [])),
      ).to.deep.equal(['7 succeeded', '8 failed']);
      expect(list.at(-1)).to.deep.include({ kind: 'summary' });
      expect(ticks.subscriptions).to.have.length(1);
    }),
  );

  it(
    'ends at once with an empty summary when upstream syncs nothing',
    marbles(({ expectObservable }) => {
      const stage = stageOf({}, {}, { plan: { scope: '*' } });
      const run = journalled(stage, runOf({ scope: '*', baseline: [], trigger: triggerOf({ connectionIds: [] }) }));
      expectObservable(followRun(stage.session, run, NEVER)).toBe('(s|)', { s: { kind: 'summary', outcomes: [] } });
    }),
  );

  it(
    'keeps every update in the journal before it is told',
    marbles(({ hot, flush }) => {
      const stage = stageOf({ connections: { 7: connectionOf() } });
      const run = journalled(stage);
      const ahead: number[] = [];
      followRun(stage.session, run, hot('-p', { p: pageOf({ events: [one, end] }) }))
        .pipe(concatMap(() => stage.user.journal.find(run.runId)))
        .subscribe((now) => ahead.push((now?.updates.length ?? 0) - ahead.length));
      flush();
      expect(ahead).to.have.length(4);
      expect(Math.min(...ahead)).to.be.at.least(1);
    }),
  );
});
