import { expect } from 'chai';
import { collectSettings } from '../../../lib/cli/settings/collectSettings.js';
import { resolveSettings, type Settings } from '../../../lib/cli/settings/resolveSettings.js';

const BASE = { MILLRACE_OXLIN_BASE_URL: 'https://api.example.org/v2.1' };
const CLIENT = {
  ...BASE,
  MILLRACE_OXLIN_AUTH_URL: 'https://auth.example.org',
  MILLRACE_OXLIN_CLIENT_ID: 'id',
  MILLRACE_OXLIN_CLIENT_SECRET: 's3cret',
};
const USER = { ...CLIENT, MILLRACE_OXLIN_USERNAME: 'u', MILLRACE_OXLIN_PASSWORD: 'p' };

const resolve = (env: Readonly<Record<string, string>>): Settings =>
  resolveSettings(collectSettings({ flags: {}, env, file: {}, fileName: 'millrace.config.json' }));

describe('resolveSettings', () => {
  it('takes a token before everything else, and any name for its user', () => {
    expect(resolve({ ...USER, MILLRACE_OXLIN_TOKEN: 't' })).to.deep.include({
      credentials: { kind: 'token', token: 't' },
      userId: 'me',
    });
  });

  it('takes username and password for a password grant', () => {
    expect(resolve(USER).credentials).to.include({ kind: 'password', username: 'u', password: 'p' });
  });

  it('takes a client alone, which must say for whom', () => {
    expect(() => resolve(CLIENT)).to.throw('MILLRACE_OXLIN_USER_ID (oxlin.userId) or ');
    const settings = resolve({ ...CLIENT, MILLRACE_OXLIN_USER_ID: '501' });
    expect([settings.credentials.kind, settings.userId]).to.deep.equal(['client', '501']);
  });

  it('names what is missing', () => {
    const without = (env: Readonly<Record<string, string>>, name: string) => () =>
      resolve(Object.fromEntries(Object.entries(env).filter(([key]) => key !== `MILLRACE_OXLIN_${name}`)));
    for (const name of ['BASE_URL', 'AUTH_URL', 'CLIENT_ID', 'CLIENT_SECRET', 'USERNAME', 'PASSWORD']) {
      expect(without(USER, name)).to.throw(
        new RegExp(`^MILLRACE_OXLIN_${name} \\(oxlin\\.\\w+\\): expected a value, got nothing$`),
      );
    }
    expect(() => resolve({})).to.throw(
      /^MILLRACE_OXLIN_BASE_URL .*, MILLRACE_OXLIN_TOKEN .*, MILLRACE_OXLIN_AUTH_URL .*: expected a value each, got nothing$/,
    );
  });

  it('takes every pace, in numbers, and leaves defaults to the library', () => {
    const env = {
      ...USER,
      MILLRACE_POLL_EVERY_MS: '20',
      MILLRACE_MAX_DETECTION_LAG_MS: '150',
      MILLRACE_RETRY_CAP_MS: '900',
    };
    expect(resolve(env).sync).to.deep.equal({ pollEveryMs: 20, maxDetectionLagMs: 150, retryCapMs: 900 });
    expect(resolve(USER).sync).to.deep.equal({});
  });

  it('names both settings that are at odds', () => {
    expect(() => resolve({ ...USER, MILLRACE_POLL_EVERY_MS: '20000' })).to.throw(
      'MILLRACE_MAX_DETECTION_LAG_MS: expected at least that of MILLRACE_POLL_EVERY_MS, which is 20000 ms, got 15000 ms',
    );
    expect(() => resolve({ ...USER, MILLRACE_RETRY_CAP_MS: '5' })).to.throw(
      'MILLRACE_RETRY_CAP_MS: expected at least that of MILLRACE_RETRY_BASE_MS, which is 500 ms, got 5 ms',
    );
  });
});
