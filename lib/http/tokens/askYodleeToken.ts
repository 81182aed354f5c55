import * as t from 'io-ts';
import { map, type Observable, type SchedulerLike } from 'rxjs';
import { CredentialsRefusedError } from '../../errors/CredentialsRefusedError.js';
import { DecodeError } from '../../errors/DecodeError.js';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { UpstreamRefusedError } from '../../errors/UpstreamRefusedError.js';
import { AccessToken } from '../../model/AccessToken.js';
import { decodeWith } from '../../model/decodeWith.js';
import { LeafType } from '../../model/LeafType.js';
import { fieldOf } from '../../ports/fieldOf.js';
import type { HttpPort, HttpResponse } from '../../ports/HttpPort.js';
import { atTokenStage } from './atTokenStage.js';
import type { MintedToken } from './renewingTokenSource.js';
import { jsonOf } from './tokenAnswer.js';
import { tokenFailure } from './tokenFailure.js';
import { lifeMsOf } from './tokenLife.js';

/** Where Yodlee's tokens come from, and the client that is known there. */
export interface YodleeTokenEndpoint {
  /** Scheme, host and prefix of the API, such as `https://production.api.yodlee.com/ysl`; tokens come from `{baseUrl}/auth/token`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Carries the requests; the origin of `baseUrl` must be one of its own. */
  readonly http: HttpPort;
}

const OPERATION = 'get token';
const MAX_BYTES = 65_536;

const BearerToken = new LeafType(
  'BearerToken',
  (value): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value),
);
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
  try {
    const url = new URL(baseUrl);
    if (url.username === '' && url.password === '' && !/[?#]/.test(baseUrl)) {
      url.pathname = `${url.pathname.replace(/\/+$/, '')}/auth/token`;
      return url;
    }
  } catch {
    // Said below, in the same words.
  }
  throw new InvalidOptionError('baseUrl', 'something else', 'an absolute URL without credentials and query');
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
  const bornAt = scheduler.now();
  const { clientId, clientSecret, http } = endpoint;
  return http
    .request({
      operation: OPERATION,
      method: 'POST',
      url: yodleeTokenUrl(endpoint),
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'api-version': '1.1',
        loginname: loginName,
      },
      body: new URLSearchParams({ clientId, secret: clientSecret }).toString(),
      deadlineMs,
      maxBytes: MAX_BYTES,
    })
    .pipe(
      map((response) => mintedFrom(response, bornAt, scheduler.now())),
      atTokenStage(),
    );
}

function mintedFrom(response: HttpResponse, bornAt: number, now: number): MintedToken {
  const { status, body } = response;
  if (status < 200 || status > 299) throw failureOf(response, now);
  const answer = decodeAnswer(jsonOf(body));
  if (answer.kind === 'refused') throw new DecodeError(OPERATION, answer.failures);
  const { accessToken, expiresIn } = answer.value.token;
  const lifeMs = lifeMsOf(expiresIn);
  // Counted from the asking, on our clock: `issuedAt` is on theirs.
  return { token: new AccessToken(accessToken, lifeMs === undefined ? undefined : bornAt + lifeMs) };
}

function failureOf(response: HttpResponse, now: number): Error {
  const { status, body } = response;
  const code = codeOf(body);
  if (code === undefined || (status !== 400 && status !== 401)) return tokenFailure(OPERATION, response, now);
  if (Object.hasOwn(PASSING, code)) {
    return new UpstreamRefusedError(OPERATION, code, 'upstreamTrouble', 'retry', 'aggregator');
  }
  return new CredentialsRefusedError(status, code);
}

function codeOf(body: Uint8Array): string | undefined {
  const code = fieldOf(jsonOf(body), 'errorCode');
  return typeof code === 'string' && /^Y[0-9]{3}$/.test(code) ? code : undefined;
}
