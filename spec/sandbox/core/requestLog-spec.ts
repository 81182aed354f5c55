import { expect } from 'chai';
import { requestLog } from '../../../lib/sandbox/core/requestLog.js';
import { SandboxDriver } from '../../support/sandboxDriver.js';

describe('requestLog', () => {
  it('is empty at first', () => {
    expect(requestLog(new SandboxDriver().state)).to.deep.equal([]);
  });

  it('lists requests to both origins, oldest first', () => {
    const driver = new SandboxDriver().logIn();
    driver.ask('GET', '/accounts?page=2');
    driver.ask('DELETE', '/accounts');
    expect(requestLog(driver.state).map(({ method, path, status }) => [method, path, status])).to.deep.equal([
      ['POST', '/token', 200],
      ['GET', '/v2.1/accounts?page=2', 200],
      ['DELETE', '/v2.1/accounts', 405],
    ]);
  });
});
