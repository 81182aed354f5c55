import { expect } from 'chai';
import { expectTypeOf } from 'expect-type';
import { inspect } from 'node:util';
import { map, of } from 'rxjs';
import { CredentialsRefusedError } from '../../../lib/errors/CredentialsRefusedError.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { UpstreamRefusedError } from '../../../lib/errors/UpstreamRefusedError.js';
import { UpstreamStatusError } from '../../../lib/errors/UpstreamStatusError.js';
import { yodleeTokens, type YodleeTokensOptions } from '../../../lib/http/tokens/yodleeTokens.js';
import type { HttpRequest } from '../../../lib/ports/HttpPort.js';
import type { TokenSource } from '../../../lib/ports/TokenSource.js';
import type { AdminTokenSource, UserTokenSource } from '../../../lib/ports/YodleeTokens.js';
import { fakeHttpPort, type FakeAnswer } from '../../../lib/testing/fakeHttpPort.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { runMarbles } from '../../../lib/testing/runMarbles.js';
import type { MarbleHelpers } from '../../../lib/testing/runMarbles.js';
import { tokenRequest } from '../../support/tokenRequest.js';

const answer = (accessToken: string) =>
  jsonResponse(201, { token: { accessToken, issuedAt: '2026-11-21T10:00:00Z', expiresIn: 1_800 } });

function open(
  helpers: MarbleHelpers,
  diagrams: readonly string[],
  answers: Readonly<Record<string, FakeAnswer>>,
  options: Partial<YodleeTokensOptions> = {},
) {
  const fake = fakeHttpPort(helpers, { 'POST /ysl/auth/token': diagrams }, answers);
  const sent: HttpRequest[] = [];
  const http = {
    ...fake,
    request: (request: HttpRequest) => {
      sent.push(request);
      return fake.request(request);
    },
  };
  const tokens = yodleeTokens({
    baseUrl: 'https://yodlee.test/ysl/',
    clientId: 'shop',
    clientSecret: 'canary/secret',
    adminLogin: 'canary_ADMIN',
    http,
    ...options,
  });
  const secret = (source: TokenSource, userId = 'ann') =>
    source.token(tokenRequest({ userId })).pipe(map((token) => token.reveal()));
  return { tokens, sent, secret };
}

describe('yodleeTokens', () => {
  it(
    'asks with the login name and the version as headers and the client as a form',
    marbles((helpers) => {
      const { tokens, sent, secret } = open(helpers, ['--a'], { a: answer('t1') });
      helpers.expectObservable(secret(tokens.admin)).toBe('--(a|)', { a: 't1' });
      helpers.flush();
      expect(sent[0]?.headers).to.include({
        'api-version': '1.1',
        loginname: 'canary_ADMIN',
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect(sent[0]?.headers).not.to.have.property('authorization');
      expect(sent[0]?.body).to.equal('clientId=shop&secret=canary%2Fsecret');
      expect(sent[0]?.url.href).to.equal('https://yodlee.test/ysl/auth/token');
    }),
  );

  it(
    'shares one admin token among all users and renews it before its end',
    marbles((helpers) => {
      const { tokens, sent, secret } = open(helpers, ['--a', '--b'], { a: answer('t1'), b: answer('t2') });
      helpers.expectObservable(secret(tokens.admin)).toBe('--(a|)', { a: 't1' });
      helpers.expectObservable(secret(tokens.admin, 'bob'), '-^').toBe('--(a|)', { a: 't1' });
      helpers.expectObservable(secret(tokens.admin), '28m ^').toBe('28m --(a|)', { a: 't2' });
      helpers.flush();
      expect(sent).to.have.length(2);
    }),
  );

  it(
    'asks for no token of a user whom nobody has confirmed',
    marbles((helpers) => {
      const { tokens, sent, secret } = open(helpers, ['-'], {});
      const refusal = new InvalidOptionError(
        'knownUser',
        'no',
        'yes: a token under an unknown name would register a new user',
      );
      helpers.expectObservable(secret(tokens.user)).toBe('#', undefined, refusal);
      helpers.flush();
      expect(sent).to.have.length(0);
    }),
  );

  it(
    'asks for the token of each confirmed user once',
    marbles((helpers) => {
      const options = { knownUser: ({ userId }: { userId: string }) => of(userId !== 'eve') };
      const { tokens, sent, secret } = open(helpers, ['--a', '--b'], { a: answer('t1'), b: answer('t2') }, options);
      helpers.expectObservable(secret(tokens.user)).toBe('--(a|)', { a: 't1' });
      helpers.expectObservable(secret(tokens.user), '---^').toBe('---(a|)', { a: 't1' });
      helpers.expectObservable(secret(tokens.user, 'bob'), '---^').toBe('-----(a|)', { a: 't2' });
      helpers.flush();
      expect(sent.map(({ headers }) => headers['loginname'])).to.deep.equal(['ann', 'bob']);
    }),
  );

  for (const userId of ['canary_ADMIN', 'a b', 'é€ü', 'x\r\nevil: 1', '']) {
    it(
      `asks for no user token under ${JSON.stringify(userId.replace('canary_', ''))}`,
      marbles((helpers) => {
        const { tokens, sent, secret } = open(helpers, ['-'], {}, { knownUser: () => true });
        helpers
          .expectObservable(secret(tokens.user, userId))
          .toBe(
            '#',
            undefined,
            userId === 'canary_ADMIN'
              ? new InvalidOptionError('userId', 'the admin login', 'a user')
              : new InvalidOptionError('userId', 'what was given', '3 to 150 visible ASCII characters without spaces'),
          );
        helpers.flush();
        expect(sent).to.have.length(0);
      }),
    );
  }

  it(
    'makes one attempt after a refusal, and another after a reset',
    marbles((helpers) => {
      const refused = jsonResponse(400, { errorCode: 'Y303', errorMessage: 'Invalid clientId or secret' });
      const { tokens, sent, secret } = open(helpers, ['--a', '--b'], { a: refused, b: answer('t1') });
      const refusal = new CredentialsRefusedError(400, 'Y303');
      helpers.expectObservable(secret(tokens.admin)).toBe('--#', undefined, refusal);
      helpers.expectObservable(secret(tokens.admin), '1s ^').toBe('1s #', undefined, refusal);
      helpers.cold('2s a').subscribe(() => tokens.admin.reset());
      helpers.expectObservable(secret(tokens.admin), '3s ^').toBe('3s --(a|)', { a: 't1' });
      helpers.flush();
      expect(sent).to.have.length(2);
    }),
  );

  it(
    'takes upstream’s own trouble for no refusal',
    marbles((helpers) => {
      const { tokens, secret } = open(helpers, ['--a', '--b', '--c'], {
        a: jsonResponse(400, { errorCode: 'Y902' }),
        b: jsonResponse(503, { errorCode: 'Y303' }),
        c: answer('t1'),
      });
      const trouble = new UpstreamRefusedError('get token', 'Y902', 'upstreamTrouble', 'retry', 'aggregator');
      helpers.expectObservable(secret(tokens.admin)).toBe('--#', undefined, trouble);
      helpers
        .expectObservable(secret(tokens.admin), '2s ^')
        .toBe('2s --#', undefined, new UpstreamStatusError('get token', 503, undefined));
      helpers.expectObservable(secret(tokens.admin), '4s ^').toBe('4s --(a|)', { a: 't1' });
    }),
  );

  it('keeps the two kinds apart at compile time', () => {
    type Sources = ReturnType<typeof yodleeTokens>;
    expectTypeOf<Sources['admin']>().toExtend<AdminTokenSource>();
    expectTypeOf<Sources['user']>().toExtend<UserTokenSource>();
    expectTypeOf<Sources['user']>().not.toExtend<AdminTokenSource>();
    expectTypeOf<Sources['admin']>().not.toExtend<UserTokenSource>();
    expectTypeOf<TokenSource>().not.toExtend<AdminTokenSource>();
  });

  it('refuses bad settings at the call, names them, and shows no secret', () => {
    runMarbles((helpers) => {
      for (const options of [
        { clientSecret: 'canary\n' },
        { clientId: '' },
        { adminLogin: 'ad' },
        { baseUrl: 'https://user:canary@yodlee.test' },
        { baseUrl: 'nowhere' },
      ]) {
        const [name = ''] = Object.keys(options);
        expect(() => open(helpers, ['-'], {}, options)).to.throw(
          InvalidOptionError,
          new RegExp(`^${name}: (?!.*canary)`),
        );
      }
      expect(inspect(open(helpers, ['-'], {}).tokens, { depth: 20, showHidden: true })).not.to.include('canary');
    });
  });
});
