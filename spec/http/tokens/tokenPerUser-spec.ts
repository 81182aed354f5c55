import { expect } from 'chai';
import { EMPTY, map, type Observable } from 'rxjs';
import { CredentialsRefusedError } from '../../../lib/errors/CredentialsRefusedError.js';
import { tokenPerUser } from '../../../lib/http/tokens/tokenPerUser.js';
import type { RenewingTokenSource } from '../../../lib/http/tokens/renewingTokenSource.js';
import { AccessToken } from '../../../lib/model/AccessToken.js';
import type { TokenRequest } from '../../../lib/ports/TokenSource.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { tokenRequest } from '../../support/tokenRequest.js';

const secretOf = (source: RenewingTokenSource, changes: Partial<TokenRequest> = {}): Observable<string> =>
  source.token(tokenRequest(changes)).pipe(map((token) => token.reveal()));

describe('tokenPerUser', () => {
  it(
    'asks once for each user until the token is refused, and then says which one was',
    marbles(({ expectObservable, flush }) => {
      const asked: TokenRequest[] = [];
      const source = tokenPerUser((request) => {
        asked.push(request);
        return [`${request.userId}${String(asked.length)}`];
      });
      const refused = new AccessToken('ann1', undefined);
      expectObservable(secretOf(source)).toBe('(a|)', { a: 'ann1' });
      expectObservable(secretOf(source, { userId: 'bob' })).toBe('(a|)', { a: 'bob2' });
      expectObservable(secretOf(source), '-^').toBe('-(a|)', { a: 'ann1' });
      expectObservable(secretOf(source, { refused }), '--^').toBe('--(a|)', { a: 'ann3' });
      expectObservable(secretOf(source, { refused }), '---^').toBe('---(a|)', { a: 'ann3' });
      flush();
      expect(asked.map(({ refused: token }) => token?.reveal())).to.deep.equal([undefined, undefined, 'ann1']);
    }),
  );

  it(
    'renews a token whose end it was told',
    marbles(({ scheduler, expectObservable }) => {
      let n = 0;
      const source = tokenPerUser(() => [new AccessToken(`t${String((n += 1))}`, scheduler.now() + 600_000)], {
        scheduler,
      });
      expectObservable(secretOf(source)).toBe('(a|)', { a: 't1' });
      expectObservable(secretOf(source), '9m ^').toBe('9m (a|)', { a: 't2' });
    }),
  );

  it('takes promises', async () => {
    const source = tokenPerUser(() => Promise.resolve('t1'));
    const secret = await new Promise((resolve, reject) => secretOf(source).subscribe({ next: resolve, error: reject }));
    expect(secret).to.equal('t1');
  });

  it('hands errors on, and remembers a refusal of credentials only', () => {
    const failures = [new Error('vault is closed'), new CredentialsRefusedError(401, 'invalid_grant')];
    let asked = 0;
    const source = tokenPerUser(() => {
      throw failures[asked++] ?? new Error('asked too often');
    });
    const errors: unknown[] = [];
    for (let n = 0; n < 4; n += 1) secretOf(source).subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors).to.deep.equal([failures[0], failures[1], failures[1], failures[1]]);
    expect(asked).to.equal(2);
  });

  it('says so when no token comes', () => {
    const errors: unknown[] = [];
    secretOf(tokenPerUser(() => EMPTY)).subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors[0]).to.include({ name: 'InvalidOptionError', option: 'tokenPerUser' });
  });
});
