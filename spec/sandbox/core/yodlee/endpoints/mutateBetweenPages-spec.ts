import { expect } from 'chai';
import { mutateBetweenPages } from '../../../../../lib/sandbox/core/yodlee/endpoints/mutateBetweenPages.js';
import { bookOf } from '../../../../../lib/sandbox/core/yodlee/bank/bookOf.js';
import { playYodlee } from '../../../../support/playYodlee.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('mutateBetweenPages', () => {
  it('changes two rows, as often as the script says and no more', () => {
    const driver = new YodleeDriver({ play: 'page-mutation' }).act('add', 'user-1').pass(60);
    const rows = bookOf(driver.state, 0).transactions.map(({ id, versions }) => ({ id, version: versions[0]! }));
    const once = mutateBetweenPages(driver.state, 0, { rows, now: driver.now });
    expect(bookOf(once, 0).transactions.filter(({ versions }) => versions.length === 2)).to.have.length(2);
    const twice = mutateBetweenPages(once, 0, { rows, now: driver.now + 1_000 });
    expect(mutateBetweenPages(twice, 0, { rows, now: driver.now + 2_000 })).to.equal(twice);
    const { state } = new YodleeDriver();
    expect(mutateBetweenPages(state, 0, { rows, now: 0 })).to.equal(state);
  });

  it('makes a customer read windows again', () => {
    const { customer } = playYodlee('page-mutation', { sweep: false, hours: 1, users: 1 });
    expect(customer.asked.get('user-1')).to.be.greaterThan(8);
  });
});
