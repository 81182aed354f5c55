import { expect } from 'chai';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { openYodlee } from '../../../lib/cli/yodlee/openYodlee.js';
import type { YodleeSettings } from '../../../lib/cli/yodlee/resolveYodleeSettings.js';
import { startSandbox } from '../../../lib/sandbox/index.js';

const telemetry = { count: () => undefined, gauge: () => undefined };

describe('openYodlee', () => {
  const settingsFor = (env: Readonly<Record<string, string>>): YodleeSettings => ({
    baseUrl: env['MILLRACE_YODLEE_BASE_URL'] ?? '',
    clientId: env['MILLRACE_YODLEE_CLIENT_ID'] ?? '',
    clientSecret: env['MILLRACE_YODLEE_CLIENT_SECRET'] ?? '',
    adminLogin: env['MILLRACE_YODLEE_ADMIN_LOGIN'] ?? '',
    callbackSecret: undefined,
    callbackBaseUrl: undefined,
    sinkAuthorization: undefined,
  });

  it('never asks for a token under a name that upstream does not know', async () => {
    const sandbox = await startSandbox({ speed: 100 });
    const api = openYodlee(settingsFor(sandbox.env), { telemetry, requestsPerSecond: 100 });
    await firstValueFrom(api.subscriptions.list());
    await lastValueFrom(api.forUser('user-1').accounts());
    const failure = await lastValueFrom(api.forUser('nobody-at-all').accounts()).catch((error: unknown) =>
      String(error),
    );
    await sandbox.close();
    expect(failure).to.include('knownUser');
    expect(sandbox.yodlee.truth().registered).to.deep.equal([]);
  });

  it('names the setting that makes no sense', () => {
    const settings = { ...settingsFor({}), baseUrl: 'http://elsewhere.example' };
    expect(() => openYodlee(settings, { telemetry, requestsPerSecond: 1 }))
      .to.throw()
      .with.property('name', 'ConfigurationError');
  });
});
