import { expect } from 'chai';
import { clientEnv } from '../../lib/sandbox/clientEnv.js';

const URLS = {
  baseUrl: 'http://127.0.0.1:1/v2.1',
  authUrl: 'http://127.0.0.1:2',
  yodleeBaseUrl: 'http://127.0.0.1:1/ysl',
};

describe('clientEnv', () => {
  it('holds exactly the variables a client needs', () => {
    expect(clientEnv(URLS, 1)).to.deep.equal({
      MILLRACE_OXLIN_BASE_URL: 'http://127.0.0.1:1/v2.1',
      MILLRACE_OXLIN_AUTH_URL: 'http://127.0.0.1:2',
      MILLRACE_OXLIN_CLIENT_ID: 'sandbox-client',
      MILLRACE_OXLIN_CLIENT_SECRET: 'sandbox-client-secret',
      MILLRACE_OXLIN_USERNAME: 'camille@sandbox.invalid',
      MILLRACE_OXLIN_PASSWORD: 'sandbox-password',
      MILLRACE_YODLEE_BASE_URL: 'http://127.0.0.1:1/ysl',
      MILLRACE_YODLEE_CLIENT_ID: 'sandbox-customer',
      MILLRACE_YODLEE_CLIENT_SECRET: 'sandbox-customer-secret',
      MILLRACE_YODLEE_ADMIN_LOGIN: 'sandbox-admin',
      MILLRACE_CALLBACK_SECRET: 'sandbox-callback-secret',
      MILLRACE_POLL_EVERY_MS: '2000',
      MILLRACE_MAX_DETECTION_LAG_MS: '15000',
      MILLRACE_STATUS_EVERY_MS: '10000',
      MILLRACE_DRAIN_EVERY_MS: '500',
      MILLRACE_START_GRACE_MS: '120000',
      MILLRACE_CHAIN_GRACE_MS: '30000',
      MILLRACE_RETRY_BASE_MS: '500',
      MILLRACE_RETRY_CAP_MS: '30000',
      MILLRACE_DEADLINE_MS: '600000',
    });
  });

  it('divides the poll settings by the speed, to whole milliseconds, at least one', () => {
    const env = clientEnv(URLS, 3_000);
    expect(env['MILLRACE_POLL_EVERY_MS']).to.equal('1');
    expect(env['MILLRACE_DRAIN_EVERY_MS']).to.equal('1');
    expect(env['MILLRACE_MAX_DETECTION_LAG_MS']).to.equal('5');
    expect(env['MILLRACE_DEADLINE_MS']).to.equal('200');
  });
});
