import { expect } from 'chai';
import { map, type Observable } from 'rxjs';
import { requestToken, type Grant, type TokenDialect } from '../../../lib/http/tokens/requestToken.js';
import { UpstreamTimeoutError } from '../../../lib/errors/UpstreamTimeoutError.js';
import type { HttpPort } from '../../../lib/ports/HttpPort.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { marbles } from '../../../lib/testing/marbles.js';
import type { MarbleHelpers } from '../../../lib/testing/runMarbles.js';
import { authServer } from '../../support/authServer.js';

const dialect: TokenDialect = {
  url: new URL('https://auth.example/token'),
  headers: { 'content-type': 'text/plain' },
  body: 'please',
  grantIn: (body): Grant => ({ secret: new TextDecoder().decode(body), expiresIn: 60, refreshToken: 'r' }),
  failureOf: ({ status }, now) => new Error(`${String(status)} at ${String(now)}`),
};

const asked = (http: HttpPort, { scheduler }: MarbleHelpers, changes: Partial<TokenDialect> = {}): Observable<object> =>
  requestToken(http, { ...dialect, ...changes }, 10_000, scheduler).pipe(
    map(({ token, refreshToken }) => ({ secret: token.reveal(), expiresAt: token.expiresAt, refreshToken })),
  );

describe('requestToken', () => {
  it(
    'posts what the dialect says, and counts the life from the asking',
    marbles((helpers) => {
      const { http, sent } = authServer(helpers, ['--a'], { a: jsonResponse(201, 7) });
      helpers.expectObservable(asked(http, helpers)).toBe('--(a|)', {
        a: { secret: '7', expiresAt: 60_000, refreshToken: 'r' },
      });
      helpers.flush();
      expect(sent[0]).to.deep.include({
        operation: 'get token',
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'text/plain' },
        body: 'please',
        deadlineMs: 10_000,
        maxBytes: 65_536,
      });
    }),
  );

  it(
    'takes a life that makes no sense for unknown',
    marbles((helpers) => {
      const { http } = authServer(helpers, ['a'], { a: jsonResponse(200, 7) });
      const grantIn = (): Grant => ({ secret: 't', expiresIn: -1 });
      helpers.expectObservable(asked(http, helpers, { grantIn })).toBe('(a|)', {
        a: { secret: 't', expiresAt: undefined, refreshToken: undefined },
      });
    }),
  );

  it(
    'errors with what the dialect takes any other answer for, and with a timeout as one of the stage `token`',
    marbles((helpers) => {
      const { http } = authServer(helpers, ['--a', '-'], { a: jsonResponse(418, 7) });
      helpers.expectObservable(asked(http, helpers)).toBe('--#', undefined, new Error('418 at 2'));
      helpers
        .expectObservable(asked(http, helpers), '1s ^')
        .toBe('11s #', undefined, new UpstreamTimeoutError('get token', 10_000, 'token'));
    }),
  );
});
