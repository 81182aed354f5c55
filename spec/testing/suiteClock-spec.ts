import { expect } from 'chai';
import { SUITE_START, SuiteClock } from '../../lib/testing/suiteClock.js';

describe('SuiteClock', () => {
  it('fires what is due and nothing later, and timers do not care for the wall', () => {
    const clock = new SuiteClock();
    const fired: number[] = [];
    for (const ms of [10, 20]) clock.scheduler.schedule(() => fired.push(ms), ms);
    clock.setWallBy(3_600_000);
    clock.advance(19);
    expect(fired).to.deep.equal([10]);
    expect(clock.now()).to.deep.equal(new Date(SUITE_START.getTime() + 3_600_019));
    clock.advance(1);
    expect(fired).to.deep.equal([10, 20]);
  });
});
