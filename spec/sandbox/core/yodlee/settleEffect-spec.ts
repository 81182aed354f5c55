import { expect } from 'chai';
import { advanceYodlee, nextYodleeAt, settleEffect } from '../../../../lib/sandbox/core/yodlee/settleEffect.js';
import { YodleeDriver } from '../../../support/yodleeDriver.js';

const waiting = () => {
  const driver = new YodleeDriver().admin();
  driver.subscribe();
  driver.act('add', 'user-1');
  return advanceYodlee(driver.state, 900_000);
};

describe('settleEffect', () => {
  it('takes a result once', () => {
    const { state, effects } = waiting();
    const id = effects[0]?.id ?? -1;
    const once = settleEffect(state, { id, status: 200 }, 900_001);
    expect(once.state.flying).to.equal(0);
    const twice = settleEffect(once.state, { id, status: 500 }, 900_002);
    expect(twice.state.notices).to.deep.equal(once.state.notices);
    expect(settleEffect(state, { id: 99 }, 900_001).state.flying).to.equal(1);
  });

  it('has no answer for a webhook', () => {
    const { state, effects } = waiting();
    expect(settleEffect(state, { id: effects[0]?.id ?? -1 }, 900_001)).not.to.have.property('answer');
  });
});

describe('advanceYodlee', () => {
  it('hands over every effect once', () => {
    const { state, effects } = waiting();
    expect(effects).to.have.length(1);
    expect(advanceYodlee(state, 900_001).effects).to.deep.equal([]);
  });
});

describe('nextYodleeAt', () => {
  it('says when something is due', () => {
    expect(nextYodleeAt(new YodleeDriver().state)).to.equal(undefined);
    expect(nextYodleeAt(waiting().state)).to.equal(1_800_000);
  });
});
