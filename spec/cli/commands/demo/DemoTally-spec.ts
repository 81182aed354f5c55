import { expect } from 'chai';
import { DemoTally } from '../../../../lib/cli/commands/demo/DemoTally.js';

describe('DemoTally', () => {
  it('counts windows, users, gaps and lags', () => {
    const tally = new DemoTally((moment) => 10_000 - moment.getTime());
    for (const [userId, until] of [
      ['ann', 1_000],
      ['ann', 9_000],
      ['bob', 5_000],
    ] as const) {
      const window = { from: new Date(0).toISOString(), until: new Date(until).toISOString() };
      const about = { key: 'k', attempt: 1, bytes: 1, replayed: false, unsettled: false };
      tally.add({ kind: 'delivered', userId, window, ...about });
      tally.add({ kind: 'swept', window, missed: until === 5_000 ? 4 : 0 });
    }
    expect([tally.delivered, tally.users, tally.gaps, tally.missed]).to.deep.equal([3, 2, 1, 4]);
    expect([tally.lagAt(0), tally.lagAt(0.5), tally.lagAt(1)]).to.deep.equal([1_000, 5_000, 9_000]);
    expect(new DemoTally(() => 0).lagAt(0.5)).to.equal(0);
  });
});
