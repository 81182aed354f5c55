import { expect } from 'chai';
import { initialYodlee } from '../../../../lib/sandbox/core/yodlee/initialYodlee.js';
import { YODLEE_SCENARIOS } from '../../../../lib/sandbox/core/yodlee/script/YODLEE_SCENARIOS.js';

describe('initialYodlee', () => {
  it('plays notify with ten users unless told otherwise', () => {
    const { settings, clock } = initialYodlee({}, 7);
    expect([settings.names, settings.users, clock.shiftMs]).to.deep.equal([['notify'], 10, 0]);
  });

  it('costs the same for a million users as for one', () => {
    expect(initialYodlee({ users: 1_000_000 }, 0).books.length).to.equal(0);
  });

  it("takes users and switches of the scenario, the caller's winning", () => {
    const scenarios = [YODLEE_SCENARIOS['page-mutation']];
    const { settings } = initialYodlee({ scenarios, users: 2, switches: { userDataIs: 'changed-now' } }, 0);
    expect([settings.users, settings.switches.userDataIs]).to.deep.equal([2, 'changed-now']);
    expect(initialYodlee({ scenarios }, 0).settings.users).to.equal(5);
  });

  it('runs ahead or behind', () => {
    const shift = (clockRuns: string) => initialYodlee({ switches: { clockSkewS: '5', clockRuns } }, 0).clock.shiftMs;
    expect([shift('ahead'), shift('behind')]).to.deep.equal([5_000, -5_000]);
  });

  it('refuses what means nothing', () => {
    for (const [config, message] of [
      [{ users: 0 }, 'users: expected an integer from 1 to 1000000'],
      [{ users: 1.5 }, 'users:'],
      [{ changesPerS: -1 }, 'changesPerS: expected a number from 0 to 10000'],
      [{ seed: 0.5 }, 'seed: expected an integer'],
      [{ speed: 0 }, 'speed: expected a number > 0'],
    ] as const) {
      expect(() => initialYodlee(config, 0)).to.throw(message);
    }
  });
});
