import { expect } from 'chai';
import { defer, type Observable, of, tap, timer } from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { createAdaptiveCredit } from '../../lib/operators/createAdaptiveCredit.js';
import { pullMap } from '../../lib/operators/pullMap.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { watch } from '../support/fanOutStage.js';

const CALL_MS = 100;

describe('createAdaptiveCredit', () => {
  it('ruling 3: begins with 4 places, or with the ceiling if that is less', () => {
    const { scheduler } = new SuiteClock();
    expect(createAdaptiveCredit({ scheduler }).limit).to.equal(4);
    expect(createAdaptiveCredit({ scheduler, ceiling: 2 }).limit).to.equal(2);
    expect(() => createAdaptiveCredit({ scheduler, start: 5, ceiling: 4 })).to.throw(InvalidOptionError, 'start');
    expect(() => createAdaptiveCredit({ scheduler, ceiling: 0 })).to.throw(InvalidOptionError, 'ceiling');
  });

  it('grows only where all places are wanted, and never beyond the ceiling', () => {
    const credit = createAdaptiveCredit({ scheduler: new SuiteClock().scheduler, ceiling: 6 });
    for (let n = 0; n < 100; n += 1) credit.succeeded();
    expect(credit.limit).to.equal(4);
    for (let n = 0; n < 100; n += 1) {
      credit.room(credit.limit);
      credit.succeeded();
    }
    expect(credit.limit).to.equal(6);
  });

  it('takes one place for a refusal, and halves once a round for an overload', () => {
    const credit = createAdaptiveCredit({ scheduler: new SuiteClock().scheduler, start: 16 });
    credit.refused();
    expect(credit.limit).to.equal(15);
    credit.overloaded();
    credit.overloaded();
    expect(credit.limit).to.equal(7);
    for (let n = 0; n < 20; n += 1) credit.refused();
    expect(credit.limit).to.equal(1);
  });

  it('gives no room while upstream asked to wait, and opens when that is over', () => {
    const { scheduler, clock } = withClock();
    const credit = createAdaptiveCredit({ scheduler });
    const opened = watch(credit.opens);
    credit.refused(5_000);
    credit.overloaded(2_000);
    expect(credit.room(0)).to.equal(0);
    clock.advance(4_999);
    expect(opened.values).to.have.length(0);
    clock.advance(1);
    expect(opened.values).to.have.length(1);
    expect(credit.room(0)).to.equal(1);
  });

  it('opens when the timer says so, even if the clock was set back meanwhile', () => {
    const { scheduler, clock } = withClock();
    const credit = createAdaptiveCredit({ scheduler });
    let room = 0;
    credit.opens.subscribe(() => (room = credit.room(0)));
    credit.refused(5_000);
    clock.setWallBy(-3_600_000);
    clock.advance(5_000);
    expect(room).to.equal(3);
  });

  it('F4, T10: finds the capacity 50, 15, 100 with a goodput of 0.95 and at most 0.5 % refused', function () {
    this.timeout(30_000);
    const { served, refused, possible } = underCapacity([50, 15, 100]);
    expect(served / possible, 'goodput').to.be.at.least(0.95);
    expect(refused / (served + refused), 'refused').to.be.at.most(0.005);
  });
});

function withClock(): { clock: SuiteClock; scheduler: SuiteClock['scheduler'] } {
  const clock = new SuiteClock();
  return { clock, scheduler: clock.scheduler };
}

/** Each capacity for 5 minutes; a call takes 100 ms, and one too many is refused after 10 ms. */
function underCapacity(capacities: readonly number[]): { served: number; refused: number; possible: number } {
  const { clock, scheduler } = withClock();
  const credit = createAdaptiveCredit({ scheduler, ceiling: 128 });
  let [busy, capacity, served, refused, possible] = [0, 0, 0, 0, 0];
  const call = (): Observable<unknown> =>
    defer(() => {
      if (busy >= capacity) return timer(10, scheduler).pipe(tap(() => ((refused += 1), credit.refused())));
      busy += 1;
      return timer(CALL_MS, scheduler).pipe(tap(() => ((busy -= 1), (served += 1), credit.succeeded())));
    });
  for (const [phase, places] of capacities.entries()) {
    capacity = places;
    if (phase === 0) watch(pullMap((room) => of({ values: Array.from({ length: room }, () => 0) }), call, credit));
    clock.advance(300_000);
    possible += (places * 300_000) / CALL_MS;
  }
  return { served, refused, possible };
}
