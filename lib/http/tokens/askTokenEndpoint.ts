import { map, type Observable, type SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { AccessToken } from '../../model/AccessToken.js';
import type { HttpPort, HttpResponse } from '../../ports/HttpPort.js';
import { atTokenStage } from './atTokenStage.js';
import type { MintedToken } from './renewingTokenSource.js';
import { decodeTokenAnswer } from './tokenAnswer.js';
import { tokenFailure } from './tokenFailure.js';
import { lifeMsOf } from './tokenLife.js';

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

const OPERATION = 'get token';
const MAX_BYTES = 65_536;

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
  try {
    const url = new URL(authUrl);
    if (url.username === '' && url.password === '' && url.search === '') {
      url.pathname = `${url.pathname.replace(/\/+$/, '')}/token`;
      return url;
    }
  } catch {
    // Said below, in the same words.
  }
  throw new InvalidOptionError('authUrl', 'something else', 'an absolute URL without credentials and query');
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
  const bornAt = scheduler.now();
  const form = endpoint.bodyFormat === 'form';
  const all = { ...fields, client_id: endpoint.clientId, client_secret: endpoint.clientSecret };
  return endpoint.http
    .request({
      operation: OPERATION,
      method: 'POST',
      url: tokenUrlOf(endpoint),
      headers: {
        accept: 'application/json',
        'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      },
      body: form ? new URLSearchParams(all).toString() : JSON.stringify(all),
      deadlineMs,
      maxBytes: MAX_BYTES,
    })
    .pipe(
      map((response) => mintedFrom(response, bornAt, scheduler.now())),
      atTokenStage(),
    );
}

function mintedFrom(response: HttpResponse, bornAt: number, now: number): MintedToken {
  if (response.status < 200 || response.status > 299) throw tokenFailure(OPERATION, response, now);
  const answer = decodeTokenAnswer(OPERATION, response.body);
  const lifeMs = lifeMsOf(answer.expires_in);
  return {
    // Counted from the asking: the answer may have been long under way.
    token: new AccessToken(answer.access_token, lifeMs === undefined ? undefined : bornAt + lifeMs),
    refreshToken: answer.refresh_token ?? undefined,
  };
}
