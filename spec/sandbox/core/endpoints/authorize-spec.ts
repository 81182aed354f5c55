import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('authorize', () => {
  it('answers 401 with a description without a token, with a wrong one and with another scheme', () => {
    const driver = new SandboxDriver();
    for (const headers of [
      {},
      { authorization: 'Bearer nonsense' },
      { authorization: 'Basic abc' },
      { authorization: 'Bearer constructor' },
    ]) {
      const answer = driver.ask('GET', '/connections', { headers });
      expect(answer.status).to.equal(401);
      expect(answer.body).to.contain('error_description');
    }
  });

  it('answers 403 without the scope', () => {
    const driver = new SandboxDriver().logIn('accounts_read');
    expect(driver.ask('GET', '/accounts').status).to.equal(200);
    expect(driver.ask('POST', '/connections/1001/synchronize').status).to.equal(403);
    expect(driver.ask('GET', '/transactions').status).to.equal(403);
  });

  it("lets the client act for a user by header, and a user's token for its user alone", () => {
    const driver = new SandboxDriver().logInAsClient();
    expect(driver.ask('GET', '/connections').status).to.equal(403);
    expect(driver.ask('GET', '/connections', { headers: { 'x-linxo-user-id': '501' } }).status).to.equal(200);
    expect(driver.ask('GET', '/connections', { headers: { 'x-linxo-user-id': '9' } }).status).to.equal(404);
    driver.logIn();
    expect(driver.ask('GET', '/connections', { headers: { 'x-linxo-user-id': '501' } }).status).to.equal(200);
    expect(driver.ask('GET', '/connections', { headers: { 'x-linxo-user-id': '9' } }).status).to.equal(403);
    expect(driver.ask('POST', '/users', { body: '{}' }).status).to.equal(403);
  });

  it('takes no refresh token for an access token', () => {
    const driver = new SandboxDriver({ switches: { refreshToken: 'true' } }).logIn();
    driver.token = driver.token?.replace('access', 'refresh');
    expect(driver.ask('GET', '/connections').status).to.equal(401);
  });
});
