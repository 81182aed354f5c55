import { expect } from 'chai';
import { StoreClock } from '../../../lib/store/rules/StoreClock.js';

describe('StoreClock', () => {
  it('goes with the wall clock, and stands for nobody when that is set back', () => {
    let wall = 1_000;
    const clock = new StoreClock({ now: () => wall });
    expect(clock.now()).to.equal(1_000);
    wall = 5_000;
    expect(clock.now()).to.equal(5_000);
    wall = 2_000;
    expect(clock.now()).to.equal(5_000);
    wall = 2_500;
    expect(clock.now()).to.equal(5_500);
  });

  it('speaks of dates as the wall clock has them', () => {
    let wall = 5_000;
    const clock = new StoreClock({ now: () => wall });
    clock.now();
    wall = 2_000;
    expect(clock.toDate(clock.now())).to.deep.equal(new Date(2_000));
    expect(clock.fromDate(new Date(3_000))).to.equal(clock.now() + 1_000);
  });
});
