import { expect } from 'chai';
import { actOnRange } from '../../../../../lib/sandbox/core/yodlee/bank/act.js';
import { bookOf, contextAt } from '../../../../../lib/sandbox/core/yodlee/bank/bookOf.js';
import { sizes } from '../../../../support/yodleeBank.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('bookOf', () => {
  it('is empty at first', () => {
    expect(sizes(bookOf(new YodleeDriver().state, 2))).to.deep.equal([0, 0, 0, 0]);
  });

  it('lives through what happened to everybody, in order with what happened to the user alone', () => {
    const driver = new YodleeDriver();
    const all = { action: 'add', failing: false, first: 0, last: 1 } as const;
    const state = actOnRange(driver.state, all, 1_000);
    expect([0, 1, 2].map((user) => sizes(bookOf(state, user))[0])).to.deep.equal([1, 1, 0]);
    driver.state = state;
    driver.act('delete-provider-account', 'user-1').act('add').pass(1);
    expect([0, 1, 2].map((user) => sizes(bookOf(driver.state, user))[0])).to.deep.equal([1, 2, 1]);
  });
});

describe('contextAt', () => {
  it('takes the number of transactions from the script', () => {
    expect(contextAt(new YodleeDriver({ play: 'page-mutation' }).state, 5)).to.include({
      at: 5,
      transactionsPerAdd: 1_200,
    });
    expect(contextAt(new YodleeDriver().state, 5).transactionsPerAdd).to.equal(3);
  });
});
