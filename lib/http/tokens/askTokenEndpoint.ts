import type { Observable, SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { HttpPort } from '../../ports/HttpPort.js';
import type { MintedToken } from './renewingTokenSource.js';
import { requestToken, type Grant } from './requestToken.js';
import { decodeTokenAnswer } from './tokenAnswer.js';
import { tokenFailure } from './tokenFailure.js';
import { tokenUrl } from './tokenUrl.js';

/** The authorization server and the client that is known there. */
export interface TokenEndpoint {
  /** Base URL of the authorization server; tokens come from `{authUrl}/token`. */
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Carries the requests; the origin of `authUrl` must be one of its own. */
  readonly http: HttpPort;
  /** How the body is written: `auth.oxlin.io` is known to take JSON, `auth.linxo.com` a form. @defaultValue `'json'` */
  readonly bodyFormat?: 'json' | 'form' | undefined;
}

/** Fields of one grant. */
export type GrantFields = Readonly<Record<string, string>>;

/**
 * Checks a token endpoint at the call; messages never repeat the URL's credentials or the secret.
 *
 * @param endpoint what the caller wrote
 * @example
 * tokenUrlOf({ authUrl: 'https://auth.oxlin.io', clientId, clientSecret, http }); // https://auth.oxlin.io/token
 */
export function tokenUrlOf({ authUrl, clientId, clientSecret }: TokenEndpoint): URL {
  if (clientId === '') throw new InvalidOptionError('clientId', clientId, 'the client id');
  if (clientSecret === '') throw new InvalidOptionError('clientSecret', clientSecret, 'the client secret');
  return tokenUrl('authUrl', authUrl, 'token');
}

/**
 * Asks a token endpoint for a token, once; errors with CredentialsRefusedError, with a retryable error, or DecodeError.
 *
 * Source: RFC 6749 §4.3, §4.4, §6; the client's id and secret travel in the body.
 *
 * @param endpoint where, and as which client
 * @param fields the grant
 * @param deadlineMs time for the exchange. Unit: ms
 * @param scheduler clock on which the token's end is noted
 * @example
 * askTokenEndpoint(endpoint, { grant_type: 'client_credentials' }, 10_000, asyncScheduler);
 */
export function askTokenEndpoint(
  endpoint: TokenEndpoint,
  fields: GrantFields,
  deadlineMs: number,
  scheduler: SchedulerLike,
): Observable<MintedToken> {
  const form = endpoint.bodyFormat === 'form';
  const all = { ...fields, client_id: endpoint.clientId, client_secret: endpoint.clientSecret };
  const dialect = {
    url: tokenUrlOf(endpoint),
    headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: form ? new URLSearchParams(all).toString() : JSON.stringify(all),
    grantIn,
    failureOf: tokenFailure,
  };
  return requestToken(endpoint.http, dialect, deadlineMs, scheduler);
}

function grantIn(body: Uint8Array): Grant {
  const { access_token: secret, expires_in: expiresIn, refresh_token: refreshToken } = decodeTokenAnswer(body);
  return { secret, expiresIn, refreshToken: refreshToken ?? undefined };
}
