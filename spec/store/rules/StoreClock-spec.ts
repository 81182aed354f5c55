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

  it('goes on from where it stood when it was kept, asked for once and only when it is needed', () => {
    let wall = 2_000;
    let asked = 0;
    const kept = () => {
      asked += 1;
      return 5_000;
    };
    const clock = new StoreClock({ now: () => wall }, kept);
    expect(asked).to.equal(0);
    expect(clock.toDate(6_000)).to.deep.equal(new Date(3_000));
    expect(clock.now()).to.equal(5_000);
    wall = 2_500;
    expect(clock.now()).to.equal(5_500);
    expect(asked).to.equal(1);
    expect(new StoreClock({ now: () => 9_000 }, kept).now()).to.equal(9_000);
  });
});
