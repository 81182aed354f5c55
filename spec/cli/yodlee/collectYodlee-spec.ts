import { expect } from 'chai';
import { collectYodlee } from '../../../lib/cli/yodlee/collectYodlee.js';
import { fakeHost } from '../../support/fakeHost.js';
import { YODLEE_ENV } from '../../support/yodleeEnv.js';

describe('collectYodlee', () => {
  it('lets flags win over the environment, and tells the place of each', () => {
    const given = collectYodlee(fakeHost({ env: YODLEE_ENV }), {
      clientId: 'other',
      callbackBaseUrl: 'https://a.example',
    });
    expect(given.get('yodleeClientId')).to.deep.equal({ value: 'other', place: '--client-id' });
    expect(given.get('callbackBaseUrl')?.place).to.equal('--callback-base-url');
    expect(given.get('yodleeBaseUrl')?.place).to.equal('MILLRACE_YODLEE_BASE_URL');
  });

  it('does not look at the settings of the other pipeline', () => {
    const env = { ...YODLEE_ENV, MILLRACE_OXLIN_BASE_URL: 'no url' };
    expect(collectYodlee(fakeHost({ env }), {}).has('baseUrl')).to.equal(false);
  });

  it('warns of variables that mean nothing', () => {
    const host = fakeHost({ env: { ...YODLEE_ENV, MILLRACE_YODLEE_URL: 'x' } });
    collectYodlee(host, {});
    expect(host.stderr.text()).to.equal('millrace: warning: unknown variable MILLRACE_YODLEE_URL, ignored\n');
  });

  it('shows no secret that does not look like one', () => {
    const host = fakeHost({ env: { ...YODLEE_ENV, MILLRACE_CALLBACK_SECRET: 'too short' } });
    expect(() => collectYodlee(host, {}))
      .to.throw('MILLRACE_CALLBACK_SECRET')
      .with.property('message')
      .not.include('too short');
  });
});
