import { asyncScheduler, concatMap, defer, from, of, take, throwError, throwIfEmpty, type Observable } from 'rxjs';
import type { ObservableInput } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { isLoginName } from '../../model/isLoginName.js';
import type { TokenRequest } from '../../ports/TokenSource.js';
import type { AdminTokenSource, UserTokenSource, YodleeTokens } from '../../ports/YodleeTokens.js';
import { askYodleeToken, yodleeTokenUrl, type YodleeTokenEndpoint } from './askYodleeToken.js';
import type { RenewalOptions } from './renewalOptions.js';
import { renewingTokenSource, type MintedToken, type RenewingTokenSource } from './renewingTokenSource.js';

/** Settings of `yodleeTokens`. */
export interface YodleeTokensOptions extends YodleeTokenEndpoint, RenewalOptions {
  /** The login name that Yodlee assigned to you; it makes a token an admin token. */
  readonly adminLogin: string;
  /**
   * Says whether a login name is one of your users. Asking for a token under any other name would register it as a new
   * user. @defaultValue nobody is known, and no user token is asked for
   */
  readonly knownUser?:
    ((principal: Pick<TokenRequest, 'tenant' | 'userId'>) => boolean | ObservableInput<boolean>) | undefined;
}

/** Both token sources of one customer; each can be told to forget. */
export interface YodleeTokenSources extends YodleeTokens {
  readonly admin: AdminTokenSource & RenewingTokenSource;
  readonly user: UserTokenSource & RenewingTokenSource;
}

/**
 * Gives Yodlee's tokens, renewed before they end: one admin token for each tenant, one token for each user.
 *
 * No token is asked for under a login name that `knownUser` does not confirm, nor a user's under the admin's.
 * Errors: CredentialsRefusedError (final until `reset()`), InvalidOptionError for an unknown user, UpstreamTimeoutError
 * with stage `token`, or what the endpoint and the port say. Memory: O(`maxPrincipals`) for each of the two.
 *
 * @param options the API, the client, and who is known
 * @example
 * const tokens = yodleeTokens({ baseUrl, clientId, clientSecret, adminLogin, http, knownUser: ({ userId }) => users.has(userId) });
 * createYodlee({ baseUrl, tokens, http });
 */
export function yodleeTokens(options: YodleeTokensOptions): YodleeTokenSources {
  const { adminLogin, knownUser = () => false, scheduler = asyncScheduler } = options;
  yodleeTokenUrl(options);
  requireLogin('adminLogin', adminLogin);
  const mint = (loginName: string, { deadlineMs }: TokenRequest): Observable<MintedToken> =>
    askYodleeToken(options, loginName, deadlineMs, scheduler);

  const admin = renewingTokenSource(
    ({ tenant }) => JSON.stringify([tenant, 'admin']),
    (request) => mint(adminLogin, request),
    options,
  );
  const user = renewingTokenSource(
    ({ tenant, userId }) => JSON.stringify([tenant, userId]),
    (request) => onlyKnown(request, adminLogin, knownUser).pipe(concatMap((loginName) => mint(loginName, request))),
    options,
  );
  return { admin: branded('admin', admin), user: branded('user', user) };
}

function onlyKnown(
  { tenant, userId }: TokenRequest,
  adminLogin: string,
  knownUser: NonNullable<YodleeTokensOptions['knownUser']>,
): Observable<string> {
  return defer(() => {
    requireLogin('userId', userId);
    if (userId === adminLogin) throw new InvalidOptionError('userId', 'the admin login', 'a user');
    const known = knownUser({ tenant, userId });
    return typeof known === 'boolean' ? of(known) : from(known);
  }).pipe(
    take(1),
    throwIfEmpty(() => new InvalidOptionError('knownUser', 'nothing', 'true or false')),
    concatMap((known) => (known ? of(userId) : throwError(() => unknownUser()))),
  );
}

const unknownUser = (): InvalidOptionError =>
  new InvalidOptionError('knownUser', 'no', 'yes: a token under an unknown name would register a new user');

/** A header can carry no more than ASCII; the name is not shown. */
function requireLogin(option: string, value: unknown): void {
  if (isLoginName(value) && /^[\x21-\x7e]+$/.test(value)) return;
  throw new InvalidOptionError(option, 'what was given', '3 to 150 visible ASCII characters without spaces');
}

function branded<K extends 'admin' | 'user'>(tokenKind: K, source: RenewingTokenSource) {
  return {
    tokenKind,
    token: (request: TokenRequest) => source.token(request),
    reset: (principal?: Pick<TokenRequest, 'tenant' | 'userId'>) => {
      source.reset(principal);
    },
  };
}
