import { expect } from 'chai';
import { SANDBOX_CREDENTIALS } from '../../../../lib/sandbox/core/SANDBOX_CREDENTIALS.js';
import { readRecord, SandboxDriver } from '../../../support/sandboxDriver.js';

const { clientId, clientSecret, username, password } = SANDBOX_CREDENTIALS;
const good = { grant_type: 'password', username, password };
const member = (body: string, name: string): unknown => readRecord(body)[name];

describe('token', () => {
  it('answers a JSON body and a form body alike', () => {
    const form = new URLSearchParams({ ...good, client_id: clientId, client_secret: clientSecret }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const byForm = new SandboxDriver().ask('POST', '/token', { origin: 'auth', body: form, headers });
    expect(byForm).to.deep.equal(new SandboxDriver().grant(good));
    expect(JSON.parse(byForm.body))
      .to.include({ token_type: 'Bearer', expires_in: 3600 })
      .and.not.have.property('refresh_token');
    expect(byForm.headers['cache-control']).to.equal('no-store');
  });

  it('issues another token each time, and each works', () => {
    const driver = new SandboxDriver().logIn();
    const first = driver.token;
    expect(driver.logIn().token).not.to.equal(first);
    driver.token = first;
    expect(driver.ask('GET', '/connections').status).to.equal(200);
  });

  it('lets a token live as long as it says', () => {
    const driver = new SandboxDriver({ switches: { tokenLifeS: '60' } }).logIn();
    expect(driver.pass(59).ask('GET', '/connections').status).to.equal(200);
    expect(driver.pass(1).ask('GET', '/connections').status).to.equal(401);
  });

  it('hands out refresh tokens by switch, each good for once', () => {
    const driver = new SandboxDriver({ switches: { refreshToken: 'true' } });
    const refresh = String(member(driver.grant(good).body, 'refresh_token'));
    const again = driver.grant({ grant_type: 'refresh_token', refresh_token: refresh });
    expect(again.status).to.equal(200);
    expect(member(again.body, 'refresh_token')).not.to.equal(refresh);
    expect(driver.grant({ grant_type: 'refresh_token', refresh_token: refresh }).status).to.equal(400);
  });

  it('gives the client no refresh token', () => {
    const driver = new SandboxDriver({ switches: { refreshToken: 'true' } });
    expect(driver.grant({ grant_type: 'client_credentials' }).body).not.to.contain('refresh_token');
  });

  const bad = [
    [{ ...good, client_secret: 'no' }, 401, 'invalid_client'],
    [{ ...good, password: 'no' }, 400, 'invalid_grant'],
    [{ ...good, scope: 'everything' }, 400, 'invalid_scope'],
    [{ grant_type: 'authorization_code' }, 400, 'unsupported_grant_type'],
    [{ grant_type: 'refresh_token', refresh_token: 'no' }, 400, 'invalid_grant'],
  ] as const;
  for (const [fields, status, error] of bad) {
    it(`refuses ${error} (${fields.grant_type}) with ${status}`, () => {
      const answer = new SandboxDriver().grant(fields);
      expect([answer.status, member(answer.body, 'error')]).to.deep.equal([status, error]);
      expect(answer.body).to.contain('error_description');
    });
  }

  it('refuses a body it cannot read', () => {
    for (const [body, type] of [
      ['[]', 'application/json'],
      ['%', 'application/x-www-form-urlencoded'],
    ] as const) {
      const answer = new SandboxDriver().ask('POST', '/token', {
        origin: 'auth',
        body,
        headers: { 'content-type': type },
      });
      expect([answer.status, member(answer.body, 'error')]).to.deep.equal([400, 'invalid_request']);
    }
  });
});
