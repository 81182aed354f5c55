import { expect } from 'chai';
import { defer, of, throwError } from 'rxjs';
import { StoreUnavailableError } from '../../../lib/errors/StoreUnavailableError.js';
import { MemoryTables } from '../../../lib/store/MemoryTables.js';
import type { InboxEngine } from '../../../lib/store/rules/InboxEngine.js';
import { inboxSettings } from '../../../lib/store/rules/inboxSettings.js';
import { LaneKeeper } from '../../../lib/store/rules/LaneKeeper.js';
import { intentOf, minutes } from '../../../lib/testing/inboxStand.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';

describe('LaneKeeper', () => {
  /** An engine in memory whose disk can be full. */
  const opened = () => {
    const clock = new SuiteClock();
    const disk = { isFull: false };
    const engine: InboxEngine<never> = {
      tables: new MemoryTables(),
      settings: inboxSettings({}, clock.scheduler),
      durability: { engine: 'test', survives: 'nothing', proof: '' },
      supports: { survivesRestart: false, commit: false, manyProcesses: false },
      read: (_operation, job) => defer(() => of(job())),
      write: (operation, job, { after } = {}) =>
        defer(() => {
          if (disk.isFull) return throwError(() => new StoreUnavailableError('full', operation));
          const value = job();
          after?.(value);
          return of(value);
        }),
      afterErase: () => of({}),
      close: () => of(undefined),
    };
    const keeper = new LaneKeeper(engine);
    let arrivals = 0;
    keeper.arrivals.subscribe(() => (arrivals += 1));
    const put = () => {
      const options = { origin: 'notice', settleMs: 0, maxWaitMs: 0 } as const;
      keeper.change('put', () => keeper.rules.put('t1', [intentOf('ann', 0, 15)], options)).subscribe();
    };
    const lease = () => {
      let attempts: readonly number[] = [];
      const request = { tenant: 't1', consumer: 'default', limit: 1, leaseMs: 1_000, until: minutes(0, 60).until };
      keeper.lease(request).subscribe(({ leases }) => (attempts = leases.map(({ attempt }) => attempt)));
      return attempts;
    };
    return { clock, disk, keeper, put, lease, arrivals: () => arrivals };
  };

  it('tells of what was committed and of nothing else', () => {
    const { disk, keeper, put, arrivals } = opened();
    disk.isFull = true;
    const failed: unknown[] = [];
    keeper.change('put', () => 1).subscribe({ error: (error: unknown) => failed.push(error) });
    expect(failed).to.have.length(1);
    expect(arrivals()).to.equal(0);
    disk.isFull = false;
    put();
    expect(arrivals()).to.equal(1);
  });

  it('gives the slice of a lease back whose time is over, and tells of it', () => {
    const { clock, put, lease, arrivals } = opened();
    put();
    expect(lease()).to.deep.equal([1]);
    expect(lease()).to.deep.equal([]);
    clock.advance(1_000);
    expect(arrivals()).to.equal(2);
    expect(lease()).to.deep.equal([2]);
  });

  it('gives it back later when the store cannot be written then', () => {
    const { clock, disk, put, lease } = opened();
    put();
    lease();
    disk.isFull = true;
    clock.advance(1_000);
    disk.isFull = false;
    expect(lease()).to.deep.equal([2]);
  });

  it('leaves no timer behind and completes when it is closed', () => {
    const { clock, keeper, put, lease } = opened();
    let isComplete = false;
    keeper.arrivals.subscribe({ complete: () => (isComplete = true) });
    put();
    lease();
    keeper.close();
    expect([isComplete, clock.scheduler.actions.length]).to.deep.equal([true, 0]);
  });
});
