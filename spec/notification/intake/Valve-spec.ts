import { expect } from 'chai';
import { Valve } from '../../../lib/notification/intake/Valve.js';

describe('Valve', () => {
  it('holds back at its capacity, once, and lets go below it, once', () => {
    const calls: string[] = [];
    const valve = new Valve(2, { pause: () => void calls.push('pause'), resume: () => void calls.push('resume') });
    valve.enter();
    expect(calls).to.deep.equal([]);
    valve.enter();
    valve.enter();
    expect([calls, valve.isHeld]).to.deep.equal([['pause'], true]);
    valve.leave();
    expect(valve.isHeld).to.equal(true);
    valve.leave();
    valve.leave();
    expect([calls, valve.isHeld]).to.deep.equal([['pause', 'resume'], false]);
  });

  it('holds back at once when it is given all there may be, on top of what there is', () => {
    const calls: string[] = [];
    const valve = new Valve(2, { pause: () => void calls.push('pause'), resume: () => void calls.push('resume') });
    valve.enter(2);
    valve.enter();
    valve.leave(2);
    expect(calls).to.deep.equal(['pause', 'resume']);
    expect(valve.isHeld).to.equal(false);
  });

  it('counts also where nothing can be held back', () => {
    const valve = new Valve(1, undefined);
    valve.enter();
    expect(valve.isHeld).to.equal(true);
  });
});
