import { expect } from 'chai';
import { collectSettings } from '../../../lib/cli/settings/collectSettings.js';
import { settingWarnings } from '../../../lib/cli/settings/settingWarnings.js';

const warningsOf = (env: Readonly<Record<string, string>>): readonly string[] =>
  settingWarnings(env, collectSettings({ flags: {}, env, file: {}, fileName: 'millrace.config.json' }));

describe('settingWarnings', () => {
  it('names the variables that mean nothing, in one line and without their values', () => {
    expect(warningsOf({ MILLRACE_DEADLINE: 's3cret', MILLRACE_OXLIN_URL: 'x', HOME: '/' })).to.deep.equal([
      'unknown variable MILLRACE_DEADLINE, MILLRACE_OXLIN_URL, ignored',
    ]);
  });

  it('knows the variables of both pipelines', () => {
    const known = { MILLRACE_YODLEE_BASE_URL: 'https://a.example/ysl', MILLRACE_CALLBACK_SECRET: 'secret-of-16-chars' };
    expect(warningsOf(known)).to.deep.equal([]);
    expect(warningsOf({ MILLRACE_YODLEE_URL: 'x' })).to.deep.equal(['unknown variable MILLRACE_YODLEE_URL, ignored']);
  });

  it('says that a token wins over a login', () => {
    const login = { MILLRACE_OXLIN_USERNAME: 'u', MILLRACE_OXLIN_PASSWORD: 'p' };
    expect(warningsOf({ ...login, MILLRACE_OXLIN_TOKEN: 't' })).to.deep.equal([
      'MILLRACE_OXLIN_TOKEN wins over MILLRACE_OXLIN_USERNAME and MILLRACE_OXLIN_PASSWORD',
    ]);
    expect(warningsOf(login)).to.deep.equal([]);
    expect(warningsOf({ MILLRACE_OXLIN_TOKEN: 't' })).to.deep.equal([]);
  });

  it('says that a login wins over a user to act for', () => {
    const user = { MILLRACE_OXLIN_USER_ID: '501' };
    expect(warningsOf({ ...user, MILLRACE_OXLIN_USERNAME: 'u', MILLRACE_OXLIN_PASSWORD: 'p' })).to.deep.equal([
      'MILLRACE_OXLIN_USERNAME wins over MILLRACE_OXLIN_USER_ID: a login acts for its own user alone',
    ]);
    expect(warningsOf(user)).to.deep.equal([]);
  });
});
