import { expect } from 'chai';
import { collectYodlee } from '../../../lib/cli/yodlee/collectYodlee.js';
import { resolveYodleeSettings } from '../../../lib/cli/yodlee/resolveYodleeSettings.js';
import { fakeHost } from '../../support/fakeHost.js';
import { YODLEE_ENV } from '../../support/yodleeEnv.js';

describe('resolveYodleeSettings', () => {
  it('makes settings of what was given', () => {
    expect(resolveYodleeSettings(collectYodlee(fakeHost({ env: YODLEE_ENV }), {}))).to.deep.equal({
      baseUrl: 'http://127.0.0.1:9/ysl',
      clientId: 'client',
      clientSecret: 'client-s3cret',
      adminLogin: 'admin-login',
      callbackSecret: 'callback-s3cret-of-16',
      callbackBaseUrl: undefined,
      sinkAuthorization: undefined,
    });
  });

  it('names everything that is missing, with its place in the file', () => {
    const env = { ...YODLEE_ENV, MILLRACE_YODLEE_CLIENT_ID: '' };
    const given = collectYodlee(fakeHost({ env }), {});
    expect(() => resolveYodleeSettings(given, ['callbackBaseUrl'])).to.throw(
      'MILLRACE_YODLEE_CLIENT_ID (yodlee.clientId), MILLRACE_CALLBACK_BASE_URL (yodlee.callbackBaseUrl)',
    );
  });
});
