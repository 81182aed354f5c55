import { asyncScheduler, catchError, from, of, switchMap, take, throwError, throwIfEmpty, type Observable } from 'rxjs';
import type { ObservableInput } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { isAggregationError } from '../../errors/isAggregationError.js';
import type { TokenRequest } from '../../ports/TokenSource.js';
import { askTokenEndpoint, tokenUrlOf, type GrantFields, type TokenEndpoint } from './askTokenEndpoint.js';
import type { RenewalOptions } from './renewalOptions.js';
import { renewingTokenSource, type MintedToken, type RenewingTokenSource } from './renewingTokenSource.js';

/** What one user logs in with at the authorization server. */
export interface PasswordCredentials {
  readonly username: string;
  readonly password: string;
}

/** Settings of `passwordGrant`. */
export interface PasswordGrantOptions extends TokenEndpoint, RenewalOptions {
  /**
   * Finds a user's credentials whenever they are needed; they are not kept. Fixed credentials serve the first user
   * asked for and nobody else.
   */
  readonly credentialsOf:
    PasswordCredentials | ((request: TokenRequest) => PasswordCredentials | ObservableInput<PasswordCredentials>);
  /** Scopes, separated by spaces. @defaultValue none is asked for */
  readonly scope?: string | undefined;
  /** Further fields of the body, such as `provider`. @defaultValue none */
  readonly extraFields?: GrantFields | undefined;
}

/**
 * Gives tokens of users (OAuth2 resource owner password), renewed before they end; one for each tenant and user.
 *
 * When the server gives a refresh token, it is used first; if it is refused, the password follows, once.
 * Errors: CredentialsRefusedError (final for that user until `reset()`), UpstreamTimeoutError with stage `token`,
 * what `credentialsOf` errors with, or whatever the endpoint and the port say. Memory: O(`maxPrincipals`).
 *
 * @param options the authorization server, the client, and how to find a user's credentials
 * @example
 * const tokens = passwordGrant({ authUrl, clientId, clientSecret, http, credentialsOf: ({ userId }) => vault.find(userId) });
 */
export function passwordGrant(options: PasswordGrantOptions): RenewingTokenSource {
  const { authUrl, clientId, extraFields = {}, scope, scheduler = asyncScheduler } = options;
  tokenUrlOf(options);
  const credentialsOf = finderOf(options.credentialsOf);
  const common = { ...extraFields, ...(scope === undefined ? {} : { scope }) };

  const ask = (fields: GrantFields, deadlineMs: number): Observable<MintedToken> =>
    askTokenEndpoint(options, { ...common, ...fields }, deadlineMs, scheduler);

  const byPassword = (request: TokenRequest): Observable<MintedToken> =>
    from(credentialsOf(request)).pipe(
      take(1),
      throwIfEmpty(() => new InvalidOptionError('credentialsOf', 'nothing', 'one username and password')),
      switchMap(({ username, password }) => ask({ grant_type: 'password', username, password }, request.deadlineMs)),
    );

  const byRefresh = (request: TokenRequest, refreshToken: string): Observable<MintedToken> =>
    ask({ grant_type: 'refresh_token', refresh_token: refreshToken }, request.deadlineMs).pipe(
      // A server that does not rotate refresh tokens need not repeat them. Source: RFC 6749 §6
      switchMap((minted) => of({ ...minted, refreshToken: minted.refreshToken ?? refreshToken })),
      catchError((error: unknown) =>
        isAggregationError(error) && error.name === 'CredentialsRefusedError'
          ? byPassword(request)
          : throwError(() => error),
      ),
    );

  return renewingTokenSource(
    ({ tenant, userId }) => JSON.stringify([tenant, userId, authUrl, clientId]),
    (request, before) =>
      before?.refreshToken === undefined ? byPassword(request) : byRefresh(request, before.refreshToken),
    options,
  );
}

function finderOf(given: PasswordGrantOptions['credentialsOf']) {
  if (typeof given === 'function') return (request: TokenRequest) => asInput(given(request));
  let servedOnly: string | undefined;
  return ({ tenant, userId }: TokenRequest): ObservableInput<PasswordCredentials> => {
    const asked = JSON.stringify([tenant, userId]);
    servedOnly ??= asked;
    if (asked === servedOnly) return of(given);
    return throwError(
      () => new InvalidOptionError('credentialsOf', 'fixed credentials', 'a function, as more than one user is served'),
    );
  };
}

function asInput(
  found: PasswordCredentials | ObservableInput<PasswordCredentials>,
): ObservableInput<PasswordCredentials> {
  return 'username' in found ? of(found) : found;
}
