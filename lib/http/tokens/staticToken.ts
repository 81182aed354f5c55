import { of, throwError } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { AccessToken } from '../../model/AccessToken.js';
import type { TokenSource } from '../../ports/TokenSource.js';
import { TOKEN_OPERATION } from './TOKEN_OPERATION.js';

/**
 * Gives one token for ever, to whoever asks; once it is refused there is no other, and UnauthorizedError says so.
 *
 * It stands for one user: with several users, use `tokenPerUser`.
 *
 * @param token the token, without `Bearer`
 * @example
 * staticToken(tokenFromTheVault).token({ tenant: 'default', userId: '7', deadlineMs: 1_000 });
 */
export function staticToken(token: string | AccessToken): TokenSource {
  const given = typeof token === 'string' ? new AccessToken(token, undefined) : token;
  if (given.reveal() === '') throw new InvalidOptionError('token', 'an empty string', 'an access token');
  const known = of(given);
  return {
    token: ({ refused }) =>
      refused?.reveal() === given.reveal() ? throwError(() => new UnauthorizedError(TOKEN_OPERATION)) : known,
  };
}
