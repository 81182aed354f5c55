import { map, type Observable, type SchedulerLike } from 'rxjs';
import { AccessToken } from '../../model/AccessToken.js';
import type { HttpPort, HttpRequest, HttpResponse } from '../../ports/HttpPort.js';
import { atTokenStage } from './atTokenStage.js';
import type { MintedToken } from './renewingTokenSource.js';
import { TOKEN_OPERATION } from './TOKEN_OPERATION.js';
import { lifeMsOf } from './tokenLife.js';

/** What the server granted, as it said it. */
export interface Grant {
  readonly secret: string;
  /** As it came; read by `lifeMsOf`. */
  readonly expiresIn: unknown;
  readonly refreshToken?: string | undefined;
}

/** How one kind of server is asked for a token, and what it means by its answers. */
export interface TokenDialect {
  readonly url: URL;
  readonly headers: HttpRequest['headers'];
  readonly body: string;
  /** Reads the body of an answer of 2xx; throws DecodeError. */
  grantIn(body: Uint8Array): Grant;
  /** Gives the error that any other answer stands for. */
  failureOf(response: HttpResponse, now: number): Error;
}

const MAX_BYTES = 65_536;

/**
 * Asks a server for a token, once. The life is counted from the asking, on our clock: the answer may have been long under
 * way.
 *
 * Errors: those of the dialect and of the port; a timeout is one of the stage `token`.
 *
 * @param http carries the request
 * @param dialect how the server is asked
 * @param deadlineMs time for the exchange. Unit: ms
 * @param scheduler clock on which the token's end is noted
 * @example
 * requestToken(http, { url, headers, body, grantIn, failureOf }, 10_000, asyncScheduler).subscribe();
 */
export function requestToken(
  http: HttpPort,
  dialect: TokenDialect,
  deadlineMs: number,
  scheduler: SchedulerLike,
): Observable<MintedToken> {
  const { url, headers, body } = dialect;
  const bornAt = scheduler.now();
  return http
    .request({
      operation: TOKEN_OPERATION,
      method: 'POST',
      url,
      headers: { accept: 'application/json', ...headers },
      body,
      deadlineMs,
      maxBytes: MAX_BYTES,
    })
    .pipe(
      map((response) => {
        if (response.status < 200 || response.status > 299) throw dialect.failureOf(response, scheduler.now());
        const { secret, expiresIn, refreshToken } = dialect.grantIn(response.body);
        const lifeMs = lifeMsOf(expiresIn);
        const token = new AccessToken(secret, lifeMs === undefined ? undefined : bornAt + lifeMs);
        return { token, refreshToken };
      }),
      atTokenStage(),
    );
}
