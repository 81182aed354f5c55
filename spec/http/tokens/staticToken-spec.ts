import { expect } from 'chai';
import { inspect } from 'node:util';
import { staticToken } from '../../../lib/http/tokens/staticToken.js';
import { AccessToken } from '../../../lib/model/AccessToken.js';
import { UnauthorizedError } from '../../../lib/errors/UnauthorizedError.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { tokenRequest } from '../../support/tokenRequest.js';

describe('staticToken', () => {
  it(
    'gives its token at once, for ever',
    marbles(({ expectObservable }) => {
      const token = new AccessToken('canary', undefined);
      expectObservable(staticToken('canary').token(tokenRequest())).toBe('(a|)', { a: token });
      expectObservable(staticToken(token).token(tokenRequest({ userId: 'bob' })), '---^').toBe('---(a|)', { a: token });
    }),
  );

  it(
    'says that there is no other when it has been refused',
    marbles(({ expectObservable }) => {
      const refused = new AccessToken('canary', undefined);
      expectObservable(staticToken('canary').token(tokenRequest({ refused }))).toBe(
        '#',
        undefined,
        new UnauthorizedError('get token'),
      );
    }),
  );

  it('refuses an empty token', () => {
    expect(() => staticToken('')).to.throw(/^token: expected/);
  });

  it('does not show its token', () => {
    expect(inspect(staticToken('canary'), { depth: 20, showHidden: true })).not.to.include('canary');
  });
});
