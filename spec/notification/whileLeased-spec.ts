import { expect } from 'chai';
import { defer, NEVER, of, throwError, timer } from 'rxjs';
import { LeaseLostError } from '../../lib/errors/LeaseLostError.js';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { whileLeased } from '../../lib/notification/whileLeased.js';
import { fanOutStage, leaseOf, watch } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

const ALIVE = { isBegun: false };

describe('whileLeased', () => {
  it(
    'passes the work',
    marbles(({ cold, expectObservable }) => {
      const work = cold('  ----------w|');
      const expected = '   ----------w|';
      expectObservable(work.pipe(whileLeased(fanOutStage().fanOut, leaseOf(), ALIVE))).toBe(expected);
    }),
  );

  it('keeps a lease alive that is shorter than the work', () => {
    const stage = fanOutStage({}, { leaseMs: 60_000 });
    stage.put(['ann']);
    const seen = watch(timer(600_000, stage.clock.scheduler).pipe(whileLeased(stage.fanOut, stage.lease(), ALIVE)));
    stage.clock.advance(600_000);
    expect([seen.values, stage.entries()]).to.deep.equal([[0], ['ann leased']]);
  });

  it('L4: stops the work when the lease is lost', () => {
    const stage = fanOutStage();
    const seen = watch(NEVER.pipe(whileLeased(stage.fanOut, leaseOf(), ALIVE)));
    stage.clock.advance(20_000);
    expect(seen.errors[0]).to.be.instanceOf(LeaseLostError);
  });

  it('makes up for a heartbeat that the store could not write', () => {
    let beats = 0;
    const stage = fanOutStage();
    const extend = () =>
      defer(() => (beats++ === 0 ? throwError(() => new StoreUnavailableError('full', 'extend')) : of(leaseOf())));
    const seen = watch(
      NEVER.pipe(whileLeased({ ...stage.fanOut, inbox: { ...stage.inbox, extend } }, leaseOf(), ALIVE)),
    );
    stage.clock.advance(60_000);
    expect([beats, seen.errors]).to.deep.equal([3, []]);
  });

  it('G8: makes nothing of the loss once the acknowledgement is under way', () => {
    const stage = fanOutStage();
    const ending = { isBegun: false };
    const extend = () =>
      defer(() => {
        ending.isBegun = true;
        return throwError(() => new LeaseLostError(1));
      });
    const seen = watch(
      NEVER.pipe(whileLeased({ ...stage.fanOut, inbox: { ...stage.inbox, extend } }, leaseOf(), ending)),
    );
    stage.clock.advance(600_000);
    expect(seen.errors).to.deep.equal([]);
  });

  it('G8: asks for no longer life once the acknowledgement is under way, and again when it failed', () => {
    let beats = 0;
    const stage = fanOutStage({}, { leaseMs: 60_000 });
    const ending = { isBegun: true };
    const extend = () => defer(() => ((beats += 1), of(leaseOf())));
    watch(NEVER.pipe(whileLeased({ ...stage.fanOut, inbox: { ...stage.inbox, extend } }, leaseOf(), ending)));
    stage.clock.advance(60_000);
    expect(beats).to.equal(0);
    ending.isBegun = false;
    stage.clock.advance(20_000);
    expect(beats).to.equal(1);
  });

  operatorLaws(
    { describe, it },
    {
      name: 'whileLeased',
      make: () => whileLeased<unknown, number>(fanOutStage().fanOut, leaseOf(), ALIVE),
      sample: [1, 2, 3],
    },
  );
});
