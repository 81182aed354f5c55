import { expect } from 'chai';
import { lessTime, msForNames } from '../../../lib/cli/commands/timeForNames.js';

describe('msForNames', () => {
  it('is half of the deadline, and 5 s at most', () => {
    expect([msForNames({ deadlineMs: 4_000 }), msForNames({ deadlineMs: 60_000 }), msForNames({})]).to.deep.equal([
      2_000, 5_000, 5_000,
    ]);
  });
});

describe('lessTime', () => {
  it('takes what has gone by off the deadline, and keeps the rest', () => {
    expect(lessTime({ deadlineMs: 4_000, pollEveryMs: 9 }, 100)).to.deep.equal({ deadlineMs: 3_900, pollEveryMs: 9 });
    expect(lessTime({}, 100)).to.deep.equal({ deadlineMs: 599_900 });
  });

  it('leaves a moment when nothing is left, and gives nothing back when the clock jumps', () => {
    expect(lessTime({ deadlineMs: 50 }, 100)).to.deep.equal({ deadlineMs: 1 });
    expect(lessTime({ deadlineMs: 50 }, -100)).to.deep.equal({ deadlineMs: 50 });
  });
});
