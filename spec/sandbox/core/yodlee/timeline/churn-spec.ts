import { expect } from 'chai';
import { churn, setChurn } from '../../../../../lib/sandbox/core/yodlee/timeline/churn.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('churn', () => {
  it('brings so many changes a second, fractions included', () => {
    for (const [changesPerS, changes] of [
      [5, 55],
      [0.5, 5],
    ] as const) {
      const driver = new YodleeDriver({ changesPerS }).admin();
      driver.subscribe();
      expect(driver.pass(10).truth().changes).to.equal(changes);
    }
  });

  it('ends when there is nothing to do', () => {
    expect(churn(new YodleeDriver().state, 0).churn.running).to.equal(false);
  });
});

describe('setChurn', () => {
  it('starts, changes and ends them', () => {
    const driver = new YodleeDriver();
    driver.page('POST', '/__sandbox/load', '{"changesPerS":2}');
    expect(driver.pass(4).truth().changes).to.equal(10);
    driver.page('POST', '/__sandbox/load', '{"changesPerS":0}');
    expect(driver.pass(100).truth().changes).to.equal(10);
    expect(setChurn(driver.state, 1, driver.now).churn).to.include({ perS: 1, running: true });
  });
});
