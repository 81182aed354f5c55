import { expect } from 'chai';
import { inspect } from 'node:util';
import { EMPTY, map, type Observable } from 'rxjs';
import { passwordGrant, type PasswordGrantOptions } from '../../../lib/http/tokens/passwordGrant.js';
import { CredentialsRefusedError } from '../../../lib/errors/CredentialsRefusedError.js';
import { UpstreamStatusError } from '../../../lib/errors/UpstreamStatusError.js';
import type { RenewingTokenSource } from '../../../lib/http/tokens/renewingTokenSource.js';
import { AccessToken } from '../../../lib/model/AccessToken.js';
import type { TokenRequest } from '../../../lib/ports/TokenSource.js';
import { emptyResponse } from '../../../lib/testing/emptyResponse.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { AUTH, authServer } from '../../support/authServer.js';
import { tokenRequest } from '../../support/tokenRequest.js';

const answers = {
  a: jsonResponse(200, { access_token: 't1', expires_in: 3_600, refresh_token: 'r1' }),
  b: jsonResponse(200, { access_token: 't2', expires_in: 3_600, refresh_token: 'r2' }),
  c: jsonResponse(200, { access_token: 't3', expires_in: 3_600 }),
  x: jsonResponse(400, { error: 'invalid_grant' }),
  y: emptyResponse(503),
};
const REFUSAL = new CredentialsRefusedError(400, 'invalid_grant');
const fixed: PasswordGrantOptions['credentialsOf'] = { username: 'ann@x.example', password: 'canary-word' };

const secretOf = (source: RenewingTokenSource, changes: Partial<TokenRequest> = {}): Observable<string> =>
  source.token(tokenRequest(changes)).pipe(map((token) => token.reveal()));
const refused = (secret: string): Partial<TokenRequest> => ({ refused: new AccessToken(secret, undefined) });
const grantsOf = (bodies: readonly (string | undefined)[]): readonly unknown[] =>
  bodies.map((body) => {
    const fields: unknown = JSON.parse(body ?? '{}');
    return typeof fields === 'object' && fields !== null && 'grant_type' in fields
      ? [
          fields.grant_type,
          'refresh_token' in fields ? fields.refresh_token : 'username' in fields ? fields.username : '',
        ]
      : [];
  });

describe('passwordGrant', () => {
  it(
    'gives each user a token of his own',
    marbles((helpers) => {
      const { http, bodies } = authServer(helpers, ['--a', '--c'], answers);
      const source = passwordGrant({
        ...AUTH,
        http,
        scope: 'accounts_read',
        extraFields: { provider: 'linxoConnect', grant_type: 'overruled' },
        credentialsOf: ({ userId }) => [{ username: `${userId}@x.example`, password: 'canary-word' }],
      });
      helpers.expectObservable(secretOf(source)).toBe('--(a|)', { a: 't1' });
      helpers.expectObservable(secretOf(source, { userId: 'bob' }), '-^').toBe('---(a|)', { a: 't3' });
      helpers.expectObservable(secretOf(source), '9ms ^').toBe('9ms (a|)', { a: 't1' });
      helpers.flush();
      expect(grantsOf(bodies())).to.deep.equal([
        ['password', 'ann@x.example'],
        ['password', 'bob@x.example'],
      ]);
      expect(bodies()[0]).to.include('"provider":"linxoConnect"').and.include('"scope":"accounts_read"');
    }),
  );

  it(
    'renews with the refresh token, rotated or not, and with the password once that is refused',
    marbles((helpers) => {
      const { http, bodies } = authServer(helpers, ['a', 'c', 'b', 'x', 'a'], answers);
      const source = passwordGrant({ ...AUTH, http, credentialsOf: fixed });
      helpers.expectObservable(secretOf(source)).toBe('(a|)', { a: 't1' });
      helpers.expectObservable(secretOf(source, refused('t1')), '5ms ^').toBe('5ms (a|)', { a: 't3' });
      helpers.expectObservable(secretOf(source, refused('t3')), '6ms ^').toBe('6ms (a|)', { a: 't2' });
      helpers.expectObservable(secretOf(source, refused('t2')), '7ms ^').toBe('7ms (a|)', { a: 't1' });
      helpers.flush();
      expect(grantsOf(bodies())).to.deep.equal([
        ['password', 'ann@x.example'],
        ['refresh_token', 'r1'],
        ['refresh_token', 'r1'],
        ['refresh_token', 'r2'],
        ['password', 'ann@x.example'],
      ]);
    }),
  );

  it(
    'sends a refused password once, never again',
    marbles((helpers) => {
      const { http, bodies } = authServer(helpers, ['--x'], answers);
      const source = passwordGrant({ ...AUTH, http, credentialsOf: fixed });
      for (let n = 0; n < 20; n += 1) helpers.expectObservable(secretOf(source)).toBe('--#', undefined, REFUSAL);
      helpers.expectObservable(secretOf(source), '1m ^').toBe('60s #', undefined, REFUSAL);
      helpers.flush();
      expect(bodies()).to.have.length(1);
    }),
  );

  it(
    'keeps the refresh token when the server is busy',
    marbles((helpers) => {
      const { http, bodies } = authServer(helpers, ['a', 'y', 'b'], answers);
      const source = passwordGrant({ ...AUTH, http, credentialsOf: fixed });
      helpers.expectObservable(secretOf(source)).toBe('(a|)', { a: 't1' });
      helpers
        .expectObservable(secretOf(source, refused('t1')), '1ms ^')
        .toBe('1ms #', undefined, new UpstreamStatusError('get token', 503, undefined));
      helpers.expectObservable(secretOf(source, refused('t1')), '5ms ^').toBe('5ms (a|)', { a: 't2' });
      helpers.flush();
      expect(grantsOf(bodies()).at(-1)).to.deep.equal(['refresh_token', 'r1']);
    }),
  );

  it('A7: serves fixed credentials to one user only', () => {
    marbles((helpers) => {
      const { http, bodies } = authServer(helpers, ['a'], answers);
      const source = passwordGrant({ ...AUTH, http, credentialsOf: fixed });
      helpers.expectObservable(secretOf(source)).toBe('(a|)', { a: 't1' });
      const errors: unknown[] = [];
      helpers.scheduler.schedule(() => {
        for (const who of [{ userId: 'bob' }, { tenant: 'other' }]) {
          secretOf(source, who).subscribe({ error: (error: unknown) => errors.push(error) });
        }
      }, 5);
      helpers.flush();
      expect(bodies()).to.have.length(1);
      expect(errors.map(String)).to.have.length(2);
      expect(String(errors[0]))
        .to.match(/credentialsOf: expected a function/)
        .and.not.match(/canary|ann@/);
    })();
  });

  it('says so when no credentials are found, and hands on why', () => {
    marbles((helpers) => {
      const { http } = authServer(helpers, ['a'], answers);
      const boom = new Error('vault is closed');
      const found = [
        () => EMPTY,
        () => {
          throw boom;
        },
      ];
      const errors: unknown[] = [];
      for (const credentialsOf of found) {
        secretOf(passwordGrant({ ...AUTH, http, credentialsOf })).subscribe({
          error: (error: unknown) => errors.push(error),
        });
      }
      expect(errors[0]).to.include({ name: 'InvalidOptionError', option: 'credentialsOf' });
      expect(errors[1]).to.equal(boom);
    })();
  });

  it('shows neither secret nor password when inspected', () => {
    marbles((helpers) => {
      const { http } = authServer(helpers, ['a'], answers);
      const source = passwordGrant({ ...AUTH, http, credentialsOf: fixed });
      source.token(tokenRequest()).subscribe();
      helpers.flush();
      expect(inspect(source, { depth: 20, showHidden: true })).not.to.match(/canary|t1|r1/);
    })();
  });
});
