import { expect } from 'chai';
import type { Evidence } from '../../lib/model/Evidence.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { LateDrain } from '../../lib/sync/LateDrain.js';
import type { Observation, Watch } from '../../lib/sync/Watch.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { marbles } from '../../lib/testing/marbles.js';
import { endedOf, eventOf, runOf, triggerOf } from '../support/builders.js';
import { letterOf } from '../support/lettered.js';
import { type Stage, stageOf } from '../support/stage.js';

function endedBy(rule: Evidence['rule'], own: Partial<Watch> = {}): Watch {
  const watch = startWatch(runOf(), triggerOf(), { connectionId: '7', status: 'SUCCESS', channels: [] }, 'all');
  return { ...watch, connection: endedOf(0), observedIn: 'queue', verdict: { kind: 'ended', rule }, ...own };
}

const NO_EVENTS: Observation = { kind: 'queue', events: [] };

function drainOf({ session }: Stage, told: SyncUpdate[] = []): LateDrain {
  return new LateDrain(session, endedBy('endDate'), 'endDate', (outcome) => told.push(outcome));
}

describe('LateDrain', () => {
  it(
    'asks for each read after its pause, and gives the outcome with the last',
    marbles(({ expectObservable, flush, scheduler }) => {
      const stage = stageOf({}, { drainPolls: 2, drainEveryMs: 3 });
      const told: string[] = [];
      scheduler.schedule(() => {
        const drain = drainOf(stage);
        const take = (observation: Observation) => () =>
          told.push(`${String(scheduler.now())} ${drain.take(observation).map(letterOf).join('')}`);
        scheduler.schedule(take({ kind: 'queue', events: [eventOf()] }), 4);
        scheduler.schedule(take(NO_EVENTS), 8);
      });
      expectObservable(stage.wakes).toBe('---w---w');
      flush();
      expect(told).to.deep.equal(['4 e', '8 O']);
    }),
  );

  it(
    'counts a failed read',
    marbles(({ flush }) => {
      const drain = drainOf(stageOf({}, { drainPolls: 2 }));
      expect(drain.take({ kind: 'queueFailed' })).to.deep.equal([]);
      expect(drain.take({ kind: 'queueFailed' }).map(letterOf)).to.deep.equal(['O']);
      flush();
      expect(drain.closed).to.equal(true);
    }),
  );

  it(
    'gives the outcome without the reads when the queue answers no more, once',
    marbles(({ flush, scheduler }) => {
      const told: SyncUpdate[] = [];
      const drain = drainOf(stageOf({}, { drainPolls: 2, drainEveryMs: 500 }), told);
      flush();
      expect([scheduler.now(), told.map(letterOf).join('')]).to.deep.equal([11_000, 'O']);
      drain.endQueue();
      expect(told).to.have.length(1);
    }),
  );

  it(
    'gives the outcome after the pause when the queue is read no more',
    marbles(({ flush, scheduler }) => {
      const told: number[] = [];
      const { session } = stageOf({}, { drainPolls: 2, drainEveryMs: 3 });
      const drain = new LateDrain(session, endedBy('endDate'), 'endDate', () => told.push(scheduler.now()));
      drain.endQueue();
      expect(told).to.deep.equal([]);
      flush();
      expect(told).to.deep.equal([3]);
    }),
  );

  it(
    'E9: marks what comes as late, and takes the accounts of a late list into the outcome',
    marbles(() => {
      const listed = eventOf({ type: 'LIST_ACCOUNTS_SUCCESS', accounts: [{ id: '5' }] });
      const told = drainOf(stageOf({}, { drainPolls: 1 })).take({ kind: 'queue', events: [listed] });
      expect(told[0]).to.deep.include({ kind: 'event', late: true });
      expect(told[1]).to.deep.include({ kind: 'outcome', result: 'succeeded', accounts: [{ id: '5' }] });
    }),
  );

  it(
    'lets the result stand whatever comes late',
    marbles(() => {
      const failed = eventOf({ connection: endedOf(5, 'FAILED') });
      const told = drainOf(stageOf({}, { drainPolls: 1 })).take({ kind: 'queue', events: [failed] });
      expect(told.at(-1)).to.deep.include({ kind: 'outcome', result: 'succeeded' });
    }),
  );

  it(
    'clears its timers when it is left',
    marbles(({ flush, expectObservable }) => {
      const told: SyncUpdate[] = [];
      const stage = stageOf({}, { drainPolls: 2, drainEveryMs: 3 });
      drainOf(stage, told).unsubscribe();
      expectObservable(stage.wakes).toBe('');
      flush();
      expect(told).to.deep.equal([]);
    }),
  );

  describe('isCalledFor', () => {
    it('drains after an end that the bank has brought', () => {
      for (const rule of ['endDate', 'runningSeen', 'event', 'statusChanged', 'accountList'] as const)
        expect(LateDrain.isCalledFor(endedBy(rule), rule, 2)).to.equal(true);
    });

    it('drains nothing after other ends', () => {
      for (const rule of ['deadline', 'nothingMoved', 'closed', 'manual'] as const)
        expect(LateDrain.isCalledFor(endedBy(rule), rule, 2)).to.equal(false);
    });

    it('drains nothing with drainPolls 0, and when there is no queue', () => {
      expect(LateDrain.isCalledFor(endedBy('endDate'), 'endDate', 0)).to.equal(false);
      expect(LateDrain.isCalledFor(endedBy('endDate', { queueAvailable: false }), 'endDate', 2)).to.equal(false);
    });
  });
});
