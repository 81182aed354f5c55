import { expect } from 'chai';
import {
  readUserDetails,
  registerUser,
  unregisterUser,
} from '../../../../../lib/sandbox/core/yodlee/endpoints/users.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe(readUserDetails.name, () => {
  it('names the user of the token', () => {
    expect(new YodleeDriver().as('user-2').json('GET', '/user')).to.have.nested.property('user.loginName', 'user-2');
  });
});

describe(registerUser.name, () => {
  it('adds a user once, with a name that may be one', () => {
    const driver = new YodleeDriver().admin();
    const register = (loginName: unknown) =>
      driver.refusal('POST', '/user/register', JSON.stringify({ user: { loginName } }));
    expect(register('newcomer')).to.equal('200');
    expect([register('newcomer'), register('a b c')].map((text) => text.slice(0, 8))).to.deep.equal([
      '400 Y800',
      '400 Y800',
    ]);
    expect([register('ab'), register(7)].map((text) => text.slice(0, 8))).to.deep.equal(['400 Y801', '400 Y801']);
    expect(driver.mint('newcomer').status).to.equal(201);
    expect(driver.truth()).to.deep.include({ registered: ['newcomer'], strangers: 0 });
  });
});

describe(unregisterUser.name, () => {
  it('leaves nothing, and makes token and name worthless', () => {
    const driver = new YodleeDriver().act('add', 'user-1').as('user-1');
    expect(driver.ask('DELETE', '/user/unregister').status).to.equal(204);
    expect(driver.book(0).accounts).to.deep.equal([]);
    expect(driver.refusal('GET', '/user')).to.contain('401 Y020');
    const window = 'fromDate=2026-01-15T09:00:00Z&toDate=2026-01-15T09:00:00Z';
    expect(driver.admin().refusal('GET', `/dataExtracts/userData?loginName=user-1&${window}`)).to.contain('loginName');
  });
});
