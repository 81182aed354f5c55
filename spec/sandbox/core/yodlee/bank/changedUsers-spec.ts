import { expect } from 'chai';
import { changedUsers } from '../../../../../lib/sandbox/core/yodlee/bank/changedUsers.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('changedUsers', () => {
  const driver = new YodleeDriver({ users: 1_000 });
  const start = driver.clockS();
  driver.act('add', 'user-3').pass(10).act('add', 'user-1').pass(10).act('refresh', 'user-3').pass(10).act('add');
  const users = (from: number, to: number) => changedUsers(driver.state, { from: start + from, to: start + to });

  it('lists who changed in the window, both ends included, each once', () => {
    expect(users(0, 0)).to.deep.equal([2]);
    expect(users(0, 10)).to.deep.equal([0, 2]);
    expect(users(0, 20)).to.deep.equal([0, 2]);
    expect(users(11, 20)).to.deep.equal([2]);
    expect(users(1, 9)).to.deep.equal([]);
    expect(users(30, 30)).to.have.length(1_000);
  });

  it('leaves out users that are gone', () => {
    driver.as('user-3').ask('DELETE', '/user/unregister');
    expect(users(0, 20)).to.deep.equal([0]);
  });
});
