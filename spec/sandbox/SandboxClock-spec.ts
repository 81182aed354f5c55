import { expect } from 'chai';
import { SandboxClock } from '../../lib/sandbox/SandboxClock.js';

describe('SandboxClock', () => {
  it('runs as many times faster as told, and jumps', () => {
    let real = 50;
    const clock = new SandboxClock(100, () => real, 1_000);
    expect(clock.now()).to.equal(1_000);
    real = 53;
    expect(clock.now()).to.equal(1_300);
    clock.advance(60_000);
    expect(clock.now()).to.equal(61_300);
  });
});
