import { expect } from 'chai';
import { concatMap, map } from 'rxjs';
import { findUnrecoverable } from '../../lib/notification/findUnrecoverable.js';
import { resolveReconcileOptions, type ReconcileOptions } from '../../lib/notification/reconcileOptions.js';
import type { Sweep } from '../../lib/notification/Sweep.js';
import { ago, type FanOutStage, fanOutStage, watch } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';

const HOUR_MS = 3_600_000;

function sweeping(
  options: ReconcileOptions = {},
): FanOutStage & { readonly sweep: Sweep; told(): readonly number[][] } {
  const stage = fanOutStage();
  const sweep: Sweep = {
    api: stage.api,
    inbox: stage.inbox,
    settings: resolveReconcileOptions({ horizonMs: HOUR_MS, ...options }),
  };
  const find = findUnrecoverable(sweep);
  const minutes = (date: Date): number => (date.getTime() - ago(0, 0).from.getTime()) / 60_000;
  return {
    ...stage,
    sweep,
    told: () => watch(find).values.map(({ window }) => [minutes(window.from), minutes(window.until)]),
  };
}

describe('findUnrecoverable', () => {
  it(
    'tells what lies between what was proven and the horizon',
    marbles(({ cold, expectObservable }) => {
      const stats = cold(' ---s|');
      const output = '     ---u|';
      const { sweep, inbox } = sweeping();
      watch(inbox.markSwept('t1', ago(120, 90)));
      const slow = { ...inbox, stats: () => stats.pipe(concatMap(() => inbox.stats('t1'))) };
      expectObservable(findUnrecoverable({ ...sweep, inbox: slow }).pipe(map(() => 'u'))).toBe(output);
    }),
  );

  it('tells nothing of a new inbox, nor of one that is proven', () => {
    const { inbox, told } = sweeping();
    expect(told()).to.deep.equal([]);
    watch(inbox.markSwept('t1', ago(59, 10)));
    expect(told()).to.deep.equal([]);
  });

  it('tells of a new inbox what came after `since`: it was to be known', () => {
    expect(sweeping({ since: ago(90, 0).from }).told()).to.deep.equal([[-90, -59]]);
    expect(sweeping({ since: ago(30, 0).from }).told()).to.deep.equal([]);
  });

  it('tells each stretch once, and nothing of what was swept since', () => {
    const { inbox, told, clock } = sweeping();
    watch(inbox.markSwept('t1', ago(120, 90)));
    expect(told()).to.deep.equal([[-90, -59]]);
    expect(told()).to.deep.equal([]);
    watch(inbox.markSwept('t1', ago(59, 0)));
    clock.advance(15 * 60_000);
    expect(told()).to.deep.equal([]);
    clock.advance(50 * 60_000);
    expect(told()).to.deep.equal([[0, 6]]);
  });

  it('tells nothing of the time before `since`, nor of what a notice told', () => {
    const late = sweeping({ since: ago(70, 0).from });
    watch(late.inbox.markSwept('t1', ago(120, 90)));
    expect(late.told()).to.deep.equal([[-70, -59]]);
    const noticed = sweeping();
    watch(noticed.inbox.markSwept('t1', ago(120, 90)));
    noticed.put(['ann'], ago(80, 65));
    expect(noticed.told()).to.deep.equal([
      [-90, -80],
      [-65, -59],
    ]);
  });
});
