import { expect } from 'chai';
import { openSession } from '../../lib/cli/openSession.js';
import { fakeHost } from '../support/fakeHost.js';

const ENV = {
  MILLRACE_OXLIN_BASE_URL: 'https://api.example.org/v2.1',
  MILLRACE_OXLIN_TOKEN: 's3cret-token',
  MILLRACE_DEADLINE_MS: '9000',
};

describe('openSession', () => {
  it('takes flags before variables', () => {
    const { settings } = openSession(fakeHost({ env: ENV }), { deadline: 500, queueId: '20', userId: '501' });
    expect(settings.sync).to.deep.equal({ deadlineMs: 500 });
    expect(settings).to.include({ queueId: '20', userId: '501', baseUrl: ENV.MILLRACE_OXLIN_BASE_URL });
  });

  it('binds the user of the settings', () => {
    expect(openSession(fakeHost({ env: ENV }), {}).user.userId).to.equal('me');
  });

  it('logs what it found when told to, and no secret', () => {
    const host = fakeHost({ env: ENV });
    openSession(host, { verbose: true });
    expect(host.stderr.text()).to.include('api.example.org').and.not.to.include('s3cret');
  });

  it('names the flag that means nothing', () => {
    expect(() => openSession(fakeHost({ env: ENV }), { baseUrl: 'api' })).to.throw('--base-url: expected an https URL');
  });

  it('warns of what is odd, in one line each, and goes on', () => {
    const host = fakeHost({ env: { ...ENV, MILLRACE_DEADLINE: '8s' } });
    openSession(host, {});
    expect(host.stderr.text()).to.equal('millrace: warning: unknown variable MILLRACE_DEADLINE, ignored\n');
  });
});
