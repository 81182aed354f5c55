import { expect } from 'chai';
import {
  YODLEE_SCENARIOS,
  type YodleeScenarioName,
} from '../../../../../lib/sandbox/core/yodlee/script/YODLEE_SCENARIOS.js';
import { playYodlee } from '../../../../support/playYodlee.js';

/** What a correct customer cannot have: of a poisoned user nothing comes. */
const UNREACHABLE: Readonly<Record<string, readonly string[]>> = { 'poison-user': ['user-3'] };
const LONG: Readonly<Record<string, number>> = { 'outage-30h': 56 };

describe('YODLEE_SCENARIOS', function () {
  this.timeout(30_000);

  it('has every scenario under its own name', () => {
    expect(Object.entries(YODLEE_SCENARIOS).every(([name, { name: own }]) => own === name)).to.equal(true);
    expect(Object.keys(YODLEE_SCENARIOS)).to.have.length(32);
  });

  for (const name of Object.keys(YODLEE_SCENARIOS) as YodleeScenarioName[]) {
    const users = name === 'hundred-thousand-users' ? { users: 500 } : {};
    it(`ends ${name} with book = truth`, () => {
      const { driver, wrong } = playYodlee(name, { hours: LONG[name] ?? 3, ...users });
      const missing = wrong.filter(
        ({ truth }) => !(UNREACHABLE[name] ?? []).includes((truth as { user: string }).user),
      );
      if (missing[0] !== undefined) expect(missing[0].book).to.deep.equal(missing[0].truth);
      expect(driver.truth().settled).to.equal(true);
      expect(driver.truth().changes).to.be.greaterThan(0);
    });
  }

  for (const name of ['dropped-webhooks', 'outage-30h'] as const) {
    it(`cannot be lived through without the events API: ${name}`, () => {
      expect(playYodlee(name, { hours: LONG[name] ?? 3, sweep: false }).wrong).not.to.deep.equal([]);
    });
  }
});
