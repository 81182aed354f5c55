import { expect } from 'chai';
import { concatMap, defer, NEVER, Subject, throwError } from 'rxjs';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { leaseWhileCredit } from '../../lib/notification/leaseWhileCredit.js';
import type { LeaseBatch } from '../../lib/ports/InboxStore.js';
import { ago, fanOutStage, watch } from '../support/fanOutStage.js';

describe('leaseWhileCredit', () => {
  it('leases as many as there is credit for, and whoever nobody works on goes back', () => {
    const stage = fanOutStage();
    stage.put(['ann', 'bob', 'cat']);
    const batch = watch(leaseWhileCredit(stage.fanOut)(2)).values[0];
    expect(batch?.values).to.have.length(2);
    expect(stage.entries().filter((entry) => entry.endsWith('abandoned'))).to.have.length(2);
  });

  it('keeps what is begun', () => {
    const stage = fanOutStage();
    stage.put(['ann']);
    leaseWhileCredit(stage.fanOut)(2).subscribe(({ values }) => {
      for (const lease of values) stage.fanOut.begun.add(lease);
    });
    expect(stage.entries()).to.deep.equal(['ann leased']);
  });

  it('G4: leaves windows whose end upstream’s clock has not passed by 5 s', () => {
    const stage = fanOutStage();
    stage.put(['ann'], ago(15, 0));
    const pull = leaseWhileCredit(stage.fanOut);
    stage.clock.advance(4_999);
    expect(watch(pull(1)).values[0]?.values).to.have.length(0);
    stage.clock.advance(1);
    expect(watch(pull(1)).values[0]?.values).to.have.length(1);
  });

  it('looks again when something arrives, when the next is ready, and every 30 s', () => {
    const stage = fanOutStage();
    const pull = leaseWhileCredit(stage.fanOut);
    const woken = (): { readonly values: unknown[] } => watch(pull(1).pipe(concatMap(({ again = NEVER }) => again)));
    const byClock = woken();
    stage.clock.advance(29_999);
    expect(byClock.values).to.have.length(0);
    stage.clock.advance(1);
    expect(byClock.values).to.have.length(1);
    const byArrival = woken();
    stage.put(['ann'], ago(10, -0.5));
    expect(byArrival.values).to.have.length(1);
    const byReadiness = woken();
    stage.clock.advance(5_000);
    expect(byReadiness.values).to.have.length(1);
  });

  it('hears what arrives while the inbox is asked', () => {
    const stage = fanOutStage();
    const answer = new Subject<LeaseBatch>();
    const seen = watch(leaseWhileCredit({ ...stage.fanOut, inbox: { ...stage.inbox, lease: () => answer } })(1));
    stage.put(['ann']);
    answer.next({ leases: [] });
    expect(watch(seen.values[0]?.again ?? NEVER).values).to.have.length(1);
  });

  it('gives back what comes after its subscriber left', () => {
    const stage = fanOutStage();
    stage.put(['ann']);
    const go = new Subject<void>();
    const inbox = { ...stage.inbox, lease: () => defer(() => go.pipe(() => late)) };
    const late = new Subject<LeaseBatch>();
    const seen = watch(leaseWhileCredit({ ...stage.fanOut, inbox })(1));
    seen.subscription?.unsubscribe();
    late.next({ leases: [stage.lease()] });
    expect(stage.entries()).to.deep.equal(['ann waiting abandoned']);
  });

  it('asks again for ever while the store is away', () => {
    let calls = 0;
    const stage = fanOutStage();
    const inbox = {
      ...stage.inbox,
      lease: () => defer(() => ((calls += 1), throwError(() => new StoreUnavailableError('io', 'lease')))),
    };
    const seen = watch(leaseWhileCredit({ ...stage.fanOut, inbox })(1));
    stage.clock.advance(600_000);
    expect(calls).to.be.above(100);
    expect(seen.errors).to.deep.equal([]);
  });

  it('H1: is done once the drain has begun', () => {
    const drain = new AbortController();
    const stage = fanOutStage({}, { drain: drain.signal });
    const away = watch(leaseWhileCredit({ ...stage.fanOut, inbox: { ...stage.inbox, lease: () => NEVER } })(1));
    drain.abort();
    expect(away.values).to.deep.equal([{ values: [], done: true }]);
    expect(watch(leaseWhileCredit(stage.fanOut)(1)).values).to.deep.equal([{ values: [], done: true }]);
  });
});
