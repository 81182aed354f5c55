import * as t from 'io-ts';
import type { Observable, SchedulerLike } from 'rxjs';
import { CredentialsRefusedError } from '../../errors/CredentialsRefusedError.js';
import { DecodeError } from '../../errors/DecodeError.js';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { UpstreamRefusedError } from '../../errors/UpstreamRefusedError.js';
import { decodeWith } from '../../model/decodeWith.js';
import { jsonIn } from '../../model/jsonIn.js';
import { fieldOf } from '../../ports/fieldOf.js';
import type { HttpPort, HttpResponse } from '../../ports/HttpPort.js';
import { BearerToken } from './BearerToken.js';
import type { MintedToken } from './renewingTokenSource.js';
import { requestToken, type Grant } from './requestToken.js';
import { TOKEN_OPERATION } from './TOKEN_OPERATION.js';
import { tokenFailure } from './tokenFailure.js';
import { tokenUrl } from './tokenUrl.js';

/** Where Yodlee's tokens come from, and the client that is known there. */
export interface YodleeTokenEndpoint {
  /** Scheme, host and prefix of the API, such as `https://production.api.yodlee.com/ysl`; tokens come from `{baseUrl}/auth/token`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Carries the requests; the origin of `baseUrl` must be one of its own. */
  readonly http: HttpPort;
}

/** Source: OpenAPI `ClientCredentialTokenResponse`. */
const YodleeTokenAnswer = t.type(
  { token: t.intersection([t.type({ accessToken: BearerToken }), t.partial({ expiresIn: t.unknown })]) },
  'YodleeTokenAnswer',
);
const decodeAnswer = decodeWith(YodleeTokenAnswer);

/** Upstream's own trouble, which it reports with a status that looks like ours. Source: error codes page. */
const PASSING: Readonly<Record<string, true>> = { Y902: true, Y904: true };

/**
 * Checks the endpoint at the call; messages never repeat credentials or the secret.
 *
 * @param endpoint what the caller wrote
 * @example
 * yodleeTokenUrl({ baseUrl: 'https://production.api.yodlee.com/ysl', clientId, clientSecret, http });
 */
export function yodleeTokenUrl({ baseUrl, clientId, clientSecret }: YodleeTokenEndpoint): URL {
  for (const [name, value] of Object.entries({ clientId, clientSecret })) {
    // A stray newline from a file is refused as "invalid client credentials": say what it is.
    if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) continue;
    throw new InvalidOptionError(name, 'what was given', 'visible ASCII without spaces or line ends');
  }
  return tokenUrl('baseUrl', baseUrl, 'auth/token');
}

/**
 * Asks for the token of one login name, once. The name travels as a header; an unknown one would be registered.
 *
 * Errors: CredentialsRefusedError with upstream's code as its reason, UpstreamRefusedError when upstream is in
 * trouble, DecodeError, or what the port errors with.
 *
 * @param endpoint where, and as which client
 * @param loginName whose token
 * @param deadlineMs time for the exchange. Unit: ms
 * @param scheduler clock on which the token's end is noted
 * @example
 * askYodleeToken(endpoint, adminLogin, 10_000, asyncScheduler);
 */
export function askYodleeToken(
  endpoint: YodleeTokenEndpoint,
  loginName: string,
  deadlineMs: number,
  scheduler: SchedulerLike,
): Observable<MintedToken> {
  const { clientId, clientSecret, http } = endpoint;
  const dialect = {
    url: yodleeTokenUrl(endpoint),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'api-version': '1.1',
      loginname: loginName,
    },
    body: new URLSearchParams({ clientId, secret: clientSecret }).toString(),
    grantIn,
    failureOf,
  };
  return requestToken(http, dialect, deadlineMs, scheduler);
}

function grantIn(body: Uint8Array): Grant {
  const answer = decodeAnswer(jsonIn(body));
  if (answer.kind === 'refused') throw new DecodeError(TOKEN_OPERATION, answer.failures);
  const { accessToken, expiresIn } = answer.value.token;
  return { secret: accessToken, expiresIn };
}

function failureOf(response: HttpResponse, now: number): Error {
  const { status, body } = response;
  const code = codeOf(body);
  if (code === undefined || (status !== 400 && status !== 401)) return tokenFailure(response, now);
  if (Object.hasOwn(PASSING, code)) {
    return new UpstreamRefusedError(TOKEN_OPERATION, code, 'upstreamTrouble', 'retry', 'aggregator');
  }
  return new CredentialsRefusedError(status, code);
}

function codeOf(body: Uint8Array): string | undefined {
  const code = fieldOf(jsonIn(body), 'errorCode');
  return typeof code === 'string' && /^Y[0-9]{3}$/.test(code) ? code : undefined;
}
