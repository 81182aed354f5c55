import { expect } from 'chai';
import { readRecord, SandboxDriver } from '../../../support/sandboxDriver.js';

const NEW = JSON.stringify({ email: 'new@sandbox.invalid', password: 'p' });

const withUser = (switches: Readonly<Record<string, string>> = {}) => {
  const driver = new SandboxDriver({ switches }).logInAsClient();
  const { status, headers } = driver.ask('POST', '/users', { body: NEW });
  return { driver, status, location: headers['location'] ?? '' };
};

describe('createUser', () => {
  it('answers 201 with the id in Location', () => {
    const { status, location } = withUser();
    expect([status, location]).to.deep.equal([201, '/users/502']);
  });

  it('gives the user connections of her own, or none by switch', () => {
    const body = (driver: SandboxDriver): string =>
      driver.ask('GET', '/connections', { headers: { 'x-linxo-user-id': '502' } }).body;
    expect(body(withUser().driver)).to.match(/^\[\{"id":"1002",.*"user_id":"502"/);
    expect(body(withUser({ newUserConnections: 'none' }).driver)).to.equal('[]');
  });

  it('refuses half a user and the same one twice', () => {
    const { driver } = withUser();
    expect(driver.ask('POST', '/users', { body: '{"email":"x"}' }).status).to.equal(400);
    expect(driver.ask('POST', '/users', { body: NEW }).status).to.equal(409);
  });
});

describe('readMe', () => {
  it('tells a user who she is', () => {
    expect(new SandboxDriver().logIn().json('GET', '/users/me')).to.include({
      id: '501',
      email: 'camille@sandbox.invalid',
    });
  });
});

describe('readUser', () => {
  it('is for the client alone', () => {
    const { driver, location } = withUser();
    expect(driver.json('GET', location)).to.include({ id: '502' });
    expect(driver.ask('GET', '/users/9').status).to.equal(404);
    expect(driver.logIn().ask('GET', location).status).to.equal(403);
  });
});

describe('deleteUser', () => {
  it('takes connections, accounts and tokens along', () => {
    const { driver, location } = withUser();
    const client = driver.token;
    const user = driver.grant({ grant_type: 'password', username: 'new@sandbox.invalid', password: 'p' });
    expect(driver.ask('DELETE', location).status).to.equal(204);
    expect(driver.ask('DELETE', location).status).to.equal(404);
    driver.token = String(readRecord(user.body)['access_token']);
    expect(driver.ask('GET', '/connections').status).to.equal(401);
    driver.token = client;
    expect(driver.ask('GET', '/connections', { headers: { 'x-linxo-user-id': '502' } }).status).to.equal(404);
    expect(driver.truth().connections.map(({ result }) => result)).to.deep.equal(['notStarted', 'gone']);
  });
});
