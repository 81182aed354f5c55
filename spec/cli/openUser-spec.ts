import { expect } from 'chai';
import { openUser } from '../../lib/cli/openUser.js';
import type { Credentials } from '../../lib/cli/settings/resolveSettings.js';

const TELEMETRY = { count: () => undefined, gauge: () => undefined };
const CLIENT = { authUrl: 'https://auth.example.org', clientId: 'id', clientSecret: 's3cret' };

const open = (credentials: Credentials, baseUrl = 'https://api.example.org/v2.1') =>
  openUser({ baseUrl, credentials, userId: '501', queueId: undefined, sync: {} }, TELEMETRY);

describe('openUser', () => {
  it('opens the user with each kind of credentials', () => {
    const kinds: readonly Credentials[] = [
      { kind: 'token', token: 'a-token' },
      { kind: 'client', ...CLIENT },
      { kind: 'password', ...CLIENT, username: 'u', password: 'p' },
    ];
    expect(kinds.map((credentials) => open(credentials).user.userId)).to.deep.equal(['501', '501', '501']);
  });

  it('makes a complaint about settings of what the library refuses, without the secret', () => {
    expect(() => open({ kind: 'client', ...CLIENT }, 'http://api.example.org'))
      .to.throw('origins: expected an absolute https URL')
      .with.property('name', 'ConfigurationError');
  });
});
