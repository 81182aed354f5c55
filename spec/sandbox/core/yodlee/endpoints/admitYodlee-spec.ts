import { expect } from 'chai';
import { admitYodlee } from '../../../../../lib/sandbox/core/yodlee/endpoints/admitYodlee.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('admitYodlee', () => {
  const driver = new YodleeDriver().as('user-2');
  const admit = (headers: Readonly<Record<string, string>>, as: 'admin' | 'user' | 'anyone' | 'nobody' = 'user') => {
    const request = { origin: 'api', method: 'GET', target: '/ysl/user', headers, body: '' } as const;
    const admission = admitYodlee(driver.state, request, { as }, driver.now);
    return 'refused' in admission ? (/Y\d+/.exec(admission.refused.body)?.[0] ?? '') : admission.user;
  };
  const authorization = `Bearer ${driver.token ?? ''}`;

  it('wants both headers, then a token that it issued', () => {
    expect(admit({ authorization })).to.equal('Y016');
    expect(admit({ 'api-version': '1.1' })).to.equal('Y007');
    expect(admit({ 'api-version': '1.1', authorization: 'Bearer sbx0.guess' })).to.equal('Y020');
    expect(admit({ 'api-version': '1.1', authorization: 'Basic x' })).to.equal('Y020');
    expect(admit({ 'api-version': '1.1', authorization })).to.equal(1);
  });

  it('wants the right kind of token', () => {
    expect(admit({ 'api-version': '1.1', authorization }, 'admin')).to.equal('Y025');
    expect(admit({ 'api-version': '1.1', authorization }, 'anyone')).to.equal(1);
    expect(admit({}, 'nobody')).to.equal(-1);
  });

  it('calls an invalid token by the code of the switch', () => {
    const other = new YodleeDriver({ switches: { invalidToken: 'Y008' } });
    other.token = 'sbx1.x';
    expect(other.refusal('GET', '/user')).to.contain('401 Y008');
  });

  it('refuses every token issued before they all expired', () => {
    const expiring = new YodleeDriver().as('user-1');
    expiring.state = { ...expiring.state, tokensExpired: expiring.state.tokens.length };
    expect(expiring.refusal('GET', '/user')).to.contain('Y023');
    expect(expiring.as('user-1').ask('GET', '/user').status).to.equal(200);
  });
});
