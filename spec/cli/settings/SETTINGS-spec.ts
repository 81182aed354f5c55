import { expect } from 'chai';
import { SETTINGS } from '../../../lib/cli/settings/SETTINGS.js';
import { startSandbox } from '../../../lib/sandbox/index.js';

describe('SETTINGS', () => {
  it('has the variables that are promised', () => {
    const variables = Object.values(SETTINGS).map(({ variable }) => variable);
    for (const name of [
      'BASE_URL',
      'AUTH_URL',
      'TOKEN',
      'CLIENT_ID',
      'CLIENT_SECRET',
      'USERNAME',
      'PASSWORD',
      'QUEUE_ID',
    ]) {
      expect(variables).to.include(`MILLRACE_OXLIN_${name}`);
    }
    expect(new Set(variables).size).to.equal(variables.length);
  });

  it('knows every variable that a sandbox hands out', async () => {
    const sandbox = await startSandbox();
    await sandbox.close();
    const variables = Object.values(SETTINGS).map(({ variable }) => variable);
    expect(variables).to.include.members(Object.keys(sandbox.env));
  });

  it('holds for secret whatever opens a door', () => {
    const secrets = Object.entries(SETTINGS).filter(([, { secret }]) => secret);
    expect(secrets.map(([name]) => name)).to.deep.equal([
      'token',
      'clientSecret',
      'username',
      'password',
      'yodleeClientSecret',
      'yodleeAdminLogin',
      'callbackSecret',
      'sinkAuthorization',
    ]);
  });
});
