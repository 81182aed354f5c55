import { expect } from 'chai';
import { missingSettings } from '../../../lib/cli/settings/missingSettings.js';
import type { SettingName } from '../../../lib/cli/settings/SETTINGS.js';

const missingBeside = (...names: readonly SettingName[]): readonly string[] =>
  missingSettings(new Map(names.map((name) => [name, { value: 'x', place: 'somewhere' }])));

const BASE_URL = 'MILLRACE_OXLIN_BASE_URL (oxlin.baseUrl)';
const AUTH_URL = 'MILLRACE_OXLIN_AUTH_URL (oxlin.authUrl)';
const CLIENT_ID = 'MILLRACE_OXLIN_CLIENT_ID (oxlin.clientId)';
const CLIENT_SECRET = 'MILLRACE_OXLIN_CLIENT_SECRET (oxlin.clientSecret)';
const USERNAME = 'MILLRACE_OXLIN_USERNAME (oxlin.username)';
const PASSWORD = 'MILLRACE_OXLIN_PASSWORD (oxlin.password)';
const USER = `MILLRACE_OXLIN_USER_ID (oxlin.userId) or ${USERNAME} with ${PASSWORD}`;

describe('missingSettings', () => {
  it('names all of them at once', () => {
    const either = `MILLRACE_OXLIN_TOKEN (oxlin.token), or instead of it ${CLIENT_ID}, ${CLIENT_SECRET}, ${AUTH_URL}`;
    expect(missingBeside()).to.deep.equal([BASE_URL, `${either}, ${USER}`]);
    expect(missingBeside('userId')).to.deep.equal([BASE_URL, either]);
    expect(missingBeside('clientId')).to.deep.equal([BASE_URL, CLIENT_SECRET, AUTH_URL, USER]);
    expect(missingBeside('username')).to.deep.equal([BASE_URL, CLIENT_ID, CLIENT_SECRET, AUTH_URL, PASSWORD]);
  });

  it('wants nothing beside a token but the address', () => {
    expect(missingBeside('token')).to.deep.equal([BASE_URL]);
    expect(missingBeside('token', 'baseUrl', 'clientId')).to.deep.equal([]);
  });

  it('wants a user or a login of a client', () => {
    const client = ['baseUrl', 'authUrl', 'clientId', 'clientSecret'] as const;
    expect(missingBeside(...client)).to.deep.equal([USER]);
    expect(missingBeside(...client, 'userId')).to.deep.equal([]);
    expect(missingBeside(...client, 'password')).to.deep.equal([USERNAME]);
    expect(missingBeside(...client, 'username', 'password')).to.deep.equal([]);
  });
});
