import { expect } from 'chai';
import {
  deleteUserAccount,
  listUserAccounts,
  readUserAccount,
  updateUserAccount,
} from '../../../../../lib/sandbox/core/yodlee/endpoints/accounts.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const added = () => new YodleeDriver().act('add', 'user-1').act('add', 'user-2').pass(60).as('user-1');
const ACCOUNT = '/accounts/1000000001';

describe(listUserAccounts.name, () => {
  it('lists by id, provider account, container and status', () => {
    const driver = added();
    const ids = (query: string) =>
      (driver.json('GET', `/accounts${query}`)['account'] as { id: number }[] | undefined)?.length;
    expect(
      ['', '?accountId=1000000001', '?container=investment', '?providerAccountId=10000001'].map(ids),
    ).to.deep.equal([3, 1, 1, 3]);
    expect(['?status=CLOSED', '?providerAccountId=1', '?container=loan'].map(ids)).to.deep.equal(
      Array(3).fill(undefined),
    );
    expect(driver.refusal('GET', '/accounts?accountId=x')).to.equal('400 Y800 Invalid value for accountId');
  });
});

describe(readUserAccount.name, () => {
  it('reads one of the user alone', () => {
    expect(added().json('GET', ACCOUNT)).to.have.nested.property('account[0].CONTAINER', 'bank');
    expect(added().as('user-2').refusal('GET', ACCOUNT)).to.contain('Y800');
  });
});

describe(updateUserAccount.name, () => {
  it('keeps the names it is given', () => {
    const driver = added();
    const body = '{"account":{"nickname":"holidays","accountName":"Mine","memo":7}}';
    expect(driver.ask('PUT', ACCOUNT, body).status).to.equal(204);
    expect(driver.book(0).accounts[0]).to.include({ nickname: 'holidays', name: 'Mine' });
    expect(driver.refusal('PUT', ACCOUNT, '{}')).to.equal('400 Y800 Invalid value for updateParam');
    expect(driver.refusal('PUT', '/accounts/1', body)).to.equal('400 Y800 Invalid value for accountId');
  });
});

describe(deleteUserAccount.name, () => {
  it('deletes one and its transactions', () => {
    const driver = added();
    expect(driver.ask('DELETE', ACCOUNT).status).to.equal(204);
    expect([driver.book(0).accounts.length, driver.book(0).transactions.length]).to.deep.equal([2, 2]);
    expect(driver.refusal('DELETE', ACCOUNT)).to.contain('Y800');
    expect(driver.refusal('GET', ACCOUNT)).to.contain('Y800');
  });
});
