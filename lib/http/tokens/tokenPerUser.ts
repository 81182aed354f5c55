import { from, map, take, throwIfEmpty, type ObservableInput } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { AccessToken } from '../../model/AccessToken.js';
import type { TokenRequest } from '../../ports/TokenSource.js';
import type { RenewalOptions } from './renewalOptions.js';
import { renewingTokenSource, type RenewingTokenSource } from './renewingTokenSource.js';

/**
 * Gives tokens that the application finds itself, and remembers them; one for each tenant and user.
 *
 * `find` is called again when a token nears its end, or was refused (`request.refused` is then the refused one), and
 * never twice at once for one user. It may fail with CredentialsRefusedError, which is final until `reset()`; every
 * other error passes. A bare string is used until it is refused. Memory: O(`maxPrincipals`).
 *
 * @param find gives one token; only the first value counts
 * @param options deadline, bound and clock
 * @example
 * const tokens = tokenPerUser(({ userId }) => vault.tokenOf(userId));
 */
export function tokenPerUser(
  find: (request: TokenRequest) => ObservableInput<string | AccessToken>,
  options: RenewalOptions = {},
): RenewingTokenSource {
  return renewingTokenSource(
    ({ tenant, userId }) => JSON.stringify([tenant, userId]),
    (request) =>
      from(find(request)).pipe(
        take(1),
        map((token) => ({ token: typeof token === 'string' ? new AccessToken(token, undefined) : token })),
        throwIfEmpty(() => new InvalidOptionError('tokenPerUser', 'nothing', 'one token')),
      ),
    options,
  );
}
