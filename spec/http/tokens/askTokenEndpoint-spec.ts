import { expect } from 'chai';
import { inspect } from 'node:util';
import { asyncScheduler, map, type Observable } from 'rxjs';
import { CredentialsRefusedError } from '../../../lib/errors/CredentialsRefusedError.js';
import { UpstreamTimeoutError } from '../../../lib/errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../../lib/errors/UpstreamUnreachableError.js';
import { askTokenEndpoint, tokenUrlOf, type TokenEndpoint } from '../../../lib/http/tokens/askTokenEndpoint.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { AUTH, authServer } from '../../support/authServer.js';

const ask = (endpoint: TokenEndpoint): Observable<object> =>
  askTokenEndpoint(endpoint, { grant_type: 'client_credentials', scope: 'a b&c' }, 10_000, asyncScheduler).pipe(
    map(({ token, refreshToken }) => ({ secret: token.reveal(), expiresAt: token.expiresAt, refreshToken })),
  );

describe('askTokenEndpoint', () => {
  it(
    'posts JSON and counts the life from the asking',
    marbles((helpers) => {
      const { http, sent } = authServer(helpers, ['--a'], {
        a: jsonResponse(200, { access_token: 'abc', expires_in: '60', refresh_token: 'r' }),
      });
      helpers.expectObservable(ask({ ...AUTH, http })).toBe('--(a|)', {
        a: { secret: 'abc', expiresAt: 60_000, refreshToken: 'r' },
      });
      helpers.flush();
      expect(sent[0]).to.include({ method: 'POST', deadlineMs: 10_000 });
      expect(sent[0]?.url.href).to.equal('https://auth.example/token');
      expect(sent[0]?.headers['content-type']).to.equal('application/json');
      expect(JSON.parse(sent[0]?.body ?? '')).to.deep.equal({
        grant_type: 'client_credentials',
        scope: 'a b&c',
        client_id: 'shop',
        client_secret: 'canary-secret',
      });
    }),
  );

  it(
    'posts a form when told to',
    marbles((helpers) => {
      const { http, bodies, sent } = authServer(helpers, ['a'], { a: jsonResponse(200, { access_token: 'abc' }) });
      helpers.expectObservable(ask({ ...AUTH, http, bodyFormat: 'form' })).toBe('(a|)', {
        a: { secret: 'abc', expiresAt: undefined, refreshToken: undefined },
      });
      helpers.flush();
      expect(bodies()).to.deep.equal([
        'grant_type=client_credentials&scope=a+b%26c&client_id=shop&client_secret=canary-secret',
      ]);
      expect(sent[0]?.headers['content-type']).to.equal('application/x-www-form-urlencoded');
    }),
  );

  it(
    'hands on the failures of the port, a timeout as one of the stage `token`',
    marbles((helpers) => {
      const { http } = authServer(helpers, ['--a', '-', '#'], { a: jsonResponse(401, { error: 'invalid_client' }) });
      const asked = ask({ ...AUTH, http });
      helpers.expectObservable(asked).toBe('--#', undefined, new CredentialsRefusedError(401, 'invalid_client'));
      helpers
        .expectObservable(asked, '1s ^')
        .toBe('11s #', undefined, new UpstreamTimeoutError('get token', 10_000, 'token'));
      helpers
        .expectObservable(asked, '20s ^')
        .toBe('20s #', undefined, new UpstreamUnreachableError('get token', true, 'ECONNRESET'));
    }),
  );

  it('shows no secret in its errors', () => {
    marbles((helpers) => {
      const { http } = authServer(helpers, ['a', 'b', '#', '-'], {
        a: jsonResponse(400, { error: 'canary-secret x', error_description: 'canary-secret' }),
        b: jsonResponse(200, { access_token: ['canary-secret'] }),
      });
      const errors: unknown[] = [];
      for (let turn = 0; turn < 4; turn += 1)
        ask({ ...AUTH, http }).subscribe({ error: (error: unknown) => errors.push(error) });
      helpers.flush();
      expect(errors).to.have.length(4);
      expect(inspect(errors, { depth: 20, showHidden: true })).not.to.include('canary');
    })();
  });
});

describe('tokenUrlOf', () => {
  const http = {
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    request: () => {
      throw new Error('not asked');
    },
  };

  it('puts /token behind the authorization server, whatever slashes it has', () => {
    for (const authUrl of ['https://a.example/base', 'https://a.example/base/', 'https://a.example/base//']) {
      expect(tokenUrlOf({ ...AUTH, http, authUrl }).href).to.equal('https://a.example/base/token');
    }
  });

  it('refuses nonsense at the call and repeats no password', () => {
    for (const authUrl of ['', 'auth.example', 'https://me:canary@auth.example', 'https://auth.example?x=1']) {
      expect(() => tokenUrlOf({ ...AUTH, http, authUrl }))
        .to.throw(/^authUrl: expected/)
        .and.not.match(/canary/);
    }
    expect(() => tokenUrlOf({ ...AUTH, http, clientId: '' })).to.throw(/^clientId/);
    expect(() => tokenUrlOf({ ...AUTH, http, clientSecret: '' })).to.throw(/^clientSecret/);
  });
});
