import { expect } from 'chai';
import { deleteToken, issueToken } from '../../../../../lib/sandbox/core/yodlee/endpoints/authToken.js';
import { YODLEE_CREDENTIALS } from '../../../../../lib/sandbox/core/yodlee/YODLEE_CREDENTIALS.js';
import { readRecord } from '../../../../support/sandboxDriver.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const { clientId, clientSecret, adminLogin } = YODLEE_CREDENTIALS;
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();
const good = form({ clientId, secret: clientSecret });
const type = { 'content-type': 'application/x-www-form-urlencoded' };

describe(issueToken.name, () => {
  it('answers 201 with a token that lives 30 minutes', () => {
    const driver = new YodleeDriver();
    const answer = driver.mint('user-1');
    expect(answer.status).to.equal(201);
    expect(readRecord(answer.body)['token']).to.include({ expiresIn: 1800, issuedAt: '2026-01-15T09:00:00Z' });
    expect(driver.pass(1_799).ask('GET', '/user').status).to.equal(200);
    expect(driver.pass(1).refusal('GET', '/user')).to.equal('401 Y023 Token has expired');
  });

  const refused: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['401 Y016 loginName header missing', type, good],
    ['401 Y016 Api-Version header missing', { ...type, loginname: 'user-1', 'api-version': '1.0' }, good],
    ['400 Y806 Invalid input', { loginname: 'user-1', 'content-type': 'application/json' }, '{}'],
    ['400 Y806 Invalid input', { ...type, loginname: 'user-1' }, 'clientId=%'],
    ['400 Y303 clientId or secret is missing', { ...type, loginname: 'user-1' }, form({ clientId })],
    ['400 Y301 Invalid clientId or secret', { ...type, loginname: 'user-1' }, form({ clientId, secret: 'no' })],
    ['400 Y801 Invalid length for loginName', { ...type, loginname: 'ab' }, good],
    ['400 Y801 Invalid length for loginName', { ...type, loginname: 'x'.repeat(151) }, good],
    ['400 Y800 Invalid value for loginName', { ...type, loginname: 'a user' }, good],
  ];
  for (const [message, headers, body] of refused) {
    it(`refuses with ${message}`, () => {
      expect(new YodleeDriver().refusal('POST', '/auth/token', body, headers)).to.equal(message);
    });
  }

  it('registers a user for an unknown name, silently, or refuses by switch', () => {
    const driver = new YodleeDriver({ users: 2 });
    expect(driver.mint('newcomer').status).to.equal(201);
    expect(driver.json('GET', '/user')).to.have.nested.property('user.loginName', 'newcomer');
    expect(driver.truth()).to.deep.include({ registered: ['newcomer'], strangers: 1 });
    const strict = new YodleeDriver({ switches: { unknownLogin: 'Y305' } });
    expect(readRecord(strict.mint('newcomer').body)).to.include({ errorCode: 'Y305' });
    expect(strict.truth()).to.deep.include({ registered: [], strangers: 1 });
  });

  it('gives no token for somebody who left', () => {
    const driver = new YodleeDriver().as('user-1');
    driver.ask('DELETE', '/user/unregister');
    expect(readRecord(driver.mint('user-1').body)).to.include({ errorCode: 'Y004' });
  });

  it('tells the admin from a user by the login name alone', () => {
    expect(new YodleeDriver().as(adminLogin).ask('GET', '/configs/notifications/events').status).to.equal(200);
    expect(new YodleeDriver().as('user-1').refusal('GET', '/configs/notifications/events')).to.contain('Y025');
    expect(new YodleeDriver().as(adminLogin).refusal('GET', '/accounts')).to.contain('Y015');
  });
});

describe(deleteToken.name, () => {
  it('revokes at once, or after a while by switch', () => {
    for (const [revokeDelayS, status] of [
      ['0', 401],
      ['120', 200],
    ] as const) {
      const driver = new YodleeDriver({ switches: { revokeDelayS } }).as('user-1');
      expect(driver.ask('DELETE', '/auth/token').status).to.equal(204);
      expect(driver.ask('GET', '/user').status).to.equal(status);
      expect(driver.pass(120).ask('GET', '/user').status).to.equal(401);
    }
  });
});
