import { expect } from 'chai';
import { type ReconcileOptions, resolveReconcileOptions } from '../../lib/notification/reconcileOptions.js';
import { stretchesToSweep } from '../../lib/notification/stretchesToSweep.js';
import { ago, type FanOutStage, fanOutStage, watch } from '../support/fanOutStage.js';

function stretches(prepare: (stage: FanOutStage) => void, options: ReconcileOptions = {}): readonly number[][] {
  const stage = fanOutStage();
  prepare(stage);
  const settings = resolveReconcileOptions({ since: ago(120, 0).from, lagMs: 0, ...options });
  const minute = (date: Date): number => (date.getTime() - ago(0, 0).from.getTime()) / 60_000;
  const found = watch(stretchesToSweep({ api: stage.api, inbox: stage.inbox, settings })).values[0] ?? [];
  return found.map(({ from, until }) => [minute(from), minute(until)]);
}

describe('stretchesToSweep', () => {
  it('gives all that is not proven, a second less than an hour at a time', () => {
    expect(stretches(() => undefined)).to.deep.equal([
      [-120, -60 - 1 / 60],
      [-60 - 1 / 60, -2 / 60],
      [-2 / 60, 0],
    ]);
  });

  it('keeps the borders of notices, and leaves them out on demand', () => {
    const notices = (stage: FanOutStage): void => {
      stage.put(['ann'], ago(90, 75));
      stage.put(['ann'], ago(75, 60));
    };
    expect(stretches(notices, { recheckMs: 0 })).to.deep.include.members([
      [-90, -75],
      [-75, -60],
    ]);
    expect(stretches(notices, { recheckMs: 0, sweepNoticed: false })).to.deep.equal([
      [-120, -90],
      [-60, -1 / 60],
      [-1 / 60, 0],
    ]);
  });

  it('gives the last of what was swept once more, in the stretches in which it was swept', () => {
    const swept = (stage: FanOutStage): void => {
      for (const from of [120, 60, 40, 20])
        watch(stage.inbox.markSwept('t1', ago(from, from === 120 ? 60 : from - 20)));
    };
    expect(stretches(swept)).to.deep.equal([
      [-40, -20],
      [-20, 0],
    ]);
    expect(stretches(swept, { recheckMs: 0 })).to.deep.equal([]);
  });
});
