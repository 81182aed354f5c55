import { expect } from 'chai';
import { yodleeTruth } from '../../../../../lib/sandbox/core/yodlee/truth/yodleeTruth.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('yodleeTruth', () => {
  it('is settled when everything planned has happened, was notified, and was answered', () => {
    const driver = new YodleeDriver({ play: 'add', users: 2 }).admin();
    expect(yodleeTruth(driver.state).settled).to.equal(false);
    driver.subscribe();
    const settled = [300, 700, 700, 99, 1].map((seconds) => driver.pass(seconds).truth().settled);
    expect(settled).to.deep.equal([false, false, false, false, true]);
    driver.act('add', 'user-1');
    expect(driver.truth().settled).to.equal(false);
    driver.receive = () => 500;
    expect(driver.pass(900).truth()).to.deep.include({
      settled: false,
      notices: { waiting: 1, acknowledged: 2, discarded: 0, dropped: 0, forged: 0 },
    });
    driver.receive = () => 200;
    expect(driver.pass(1_200).truth().settled).to.equal(true);
  });

  it('counts what it was asked about strangers', () => {
    const driver = new YodleeDriver({ users: 3 });
    driver.mint('stranger');
    expect(driver.truth()).to.deep.include({ scenarios: ['quiet'], users: 3, strangers: 1, registered: ['stranger'] });
  });

  it('is not settled while changes come by chance', () => {
    const driver = new YodleeDriver({ changesPerS: 0.001 }).admin();
    driver.subscribe();
    expect(driver.pass(60).truth().settled).to.equal(false);
  });
});
