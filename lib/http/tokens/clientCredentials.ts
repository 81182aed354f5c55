import { asyncScheduler } from 'rxjs';
import { askTokenEndpoint, tokenUrlOf, type TokenEndpoint } from './askTokenEndpoint.js';
import type { RenewalOptions } from './renewalOptions.js';
import { renewingTokenSource, type RenewingTokenSource } from './renewingTokenSource.js';

/** Settings of `clientCredentials`. */
export interface ClientCredentialsOptions extends TokenEndpoint, RenewalOptions {
  /** Scopes, separated by spaces. @defaultValue none is asked for */
  readonly scope?: string | undefined;
}

/**
 * Gives tokens of the client itself (OAuth2 client credentials), renewed before they end; one for each tenant.
 *
 * The token speaks for the client and not for a user: all users of a tenant are served with the same one.
 * Errors: CredentialsRefusedError (final until `reset()`), UpstreamTimeoutError with stage `token`, or whatever the
 * endpoint and the port say, which may be retried. Memory: O(`maxPrincipals`).
 *
 * @param options the authorization server, the client and its secret
 * @example
 * const tokens = clientCredentials({ authUrl: 'https://auth.oxlin.io', clientId, clientSecret, http });
 */
export function clientCredentials(options: ClientCredentialsOptions): RenewingTokenSource {
  const { authUrl, clientId, scope, scheduler = asyncScheduler } = options;
  tokenUrlOf(options);
  const fields = { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) };
  return renewingTokenSource(
    ({ tenant }) => JSON.stringify([tenant, authUrl, clientId]),
    ({ deadlineMs }) => askTokenEndpoint(options, fields, deadlineMs, scheduler),
    options,
  );
}
