import { expect } from 'chai';
import { type ReconcileOptions, resolveReconcileOptions } from '../../lib/notification/reconcileOptions.js';
import { horizonOf, recoverable, type Sweep } from '../../lib/notification/Sweep.js';
import { ago, fanOutStage } from '../support/fanOutStage.js';

function sweepOf(options: ReconcileOptions, now = ago(0, 0).from): Sweep {
  const { api, inbox } = fanOutStage({ upstreamNow: () => now });
  return { api, inbox, settings: resolveReconcileOptions(options) };
}

describe('recoverable', () => {
  it('spans from a minute inside the horizon to `lagMs` behind upstream’s clock, in whole seconds', () => {
    expect(recoverable(sweepOf({}))).to.deep.equal(ago(7 * 1_440 - 1, 20));
    expect(recoverable(sweepOf({ lagMs: 60_000 }))).to.deep.equal(ago(7 * 1_440 - 1, 1));
    const odd = new Date(ago(0, 0).from.getTime() + 999);
    expect(recoverable(sweepOf({ lagMs: 0 }, odd)).until).to.deep.equal(ago(0, 0).from);
    expect(horizonOf(sweepOf({}, odd))).to.deep.equal(new Date(ago(7 * 1_440 - 1, 0).from.getTime() + 1_000));
  });

  it('begins at `since` when that is later, and is never turned about', () => {
    expect(recoverable(sweepOf({ since: ago(30, 0).from })).from).to.deep.equal(ago(30, 0).from);
    expect(recoverable(sweepOf({ since: ago(9 * 1_440, 0).from })).from).to.deep.equal(ago(7 * 1_440 - 1, 0).from);
    const { from, until } = recoverable(sweepOf({ since: ago(-30, 0).from }));
    expect(until).to.deep.equal(from);
  });
});
