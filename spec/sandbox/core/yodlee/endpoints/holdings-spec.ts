import { expect } from 'chai';
import { listHoldings } from '../../../../../lib/sandbox/core/yodlee/endpoints/holdings.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe(listHoldings.name, () => {
  it('lists by account and provider account', () => {
    const driver = new YodleeDriver().act('add', 'user-1').as('user-1');
    const count = (query: string) =>
      (driver.json('GET', `/holdings${query}`)['holding'] as unknown[] | undefined)?.length;
    expect(['', '?accountId=1000000003', '?providerAccountId=10000001'].map(count)).to.deep.equal([2, 2, 2]);
    expect(['?accountId=1000000001', '?providerAccountId=1'].map(count)).to.deep.equal([undefined, undefined]);
    expect(driver.refusal('GET', '/holdings?accountId=x')).to.contain('Y800');
  });
});
