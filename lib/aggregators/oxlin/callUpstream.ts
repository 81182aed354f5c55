import { catchError, concatMap, defer, map, type Observable, take, tap, throwError, timeout } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { isAggregationError } from '../../errors/isAggregationError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';
import type { AccessToken } from '../../model/AccessToken.js';
import type { HttpRequest, HttpResponse } from '../../ports/HttpPort.js';
import type { CallOptions } from '../../ports/QueueApi.js';
import type { ResolvedOxlinOptions } from './options.js';
import type { GuardOrigin } from './guardOrigin.js';
import { observeAnswer } from './observeAnswer.js';
import { retryAfterOf } from './retryAfterOf.js';
import { upstreamFailure } from './upstreamFailure.js';

/** One call to be made. */
export interface UpstreamCall {
  /** In words without identifiers. */
  readonly operation: string;
  readonly method: HttpRequest['method'];
  readonly url: URL;
  readonly body?: string;
  /** Statuses outside 2xx that are an answer and no failure. */
  readonly accepts?: readonly number[];
}

/** Makes calls for one user. */
export type Upstream = (call: UpstreamCall, options?: CallOptions) => Observable<HttpResponse>;

/** What every call of one user shares. */
export interface UpstreamContext {
  readonly options: ResolvedOxlinOptions;
  readonly guard: GuardOrigin;
  readonly userId: string;
}

/** One call under way. */
interface Attempt {
  readonly call: UpstreamCall;
  readonly leftMs: () => number;
  readonly late: (stage: 'token' | 'total') => UpstreamTimeoutError;
}

/**
 * Makes the calls of one user: token, permit, circuit, exchange, within one deadline over all of them.
 *
 * A 401 is answered with a renewed token and one repetition, then it is an UnauthorizedError; that holds for a POST as
 * well, because it was refused. Nothing else is repeated. Any other status outside 2xx becomes its error.
 *
 * @param context what the calls share
 * @example
 * callUpstream(context)({ operation: 'read queue', method: 'GET', url }).subscribe();
 */
export function callUpstream(context: UpstreamContext): Upstream {
  const { scheduler } = context.options;
  return (call, { deadlineMs: given = Infinity } = {}) => {
    if (Number.isNaN(given)) throw new InvalidOptionError('deadlineMs', given, 'a time in ms');
    const deadlineMs = Math.min(given, context.options.deadlineMs);
    return defer(() => {
      const endsAt = scheduler.now() + deadlineMs;
      return authorized(context, {
        call,
        leftMs: () => endsAt - scheduler.now(),
        late: (stage) => new UpstreamTimeoutError(call.operation, Math.max(0, deadlineMs), stage),
      });
    });
  };
}

function authorized(context: UpstreamContext, attempt: Attempt): Observable<HttpResponse> {
  const exchangeWith = (token: AccessToken): Observable<HttpResponse> =>
    context.guard({
      leftMs: attempt.leftMs,
      late: () => attempt.late('total'),
      exchange: exchange(context, attempt, token),
    });
  const renewed = (refused: AccessToken): Observable<AccessToken> =>
    tokenFor(context, attempt, refused).pipe(
      tap((token) => {
        if (token.reveal() === refused.reveal()) throw new UnauthorizedError(attempt.call.operation);
      }),
    );
  return tokenFor(context, attempt).pipe(
    concatMap((token) =>
      exchangeWith(token).pipe(
        catchError((error: unknown) =>
          isAggregationError(error) && error.name === 'UnauthorizedError'
            ? renewed(token).pipe(concatMap(exchangeWith))
            : throwError(() => error),
        ),
      ),
    ),
  );
}

function tokenFor(
  { options, userId }: UpstreamContext,
  attempt: Attempt,
  refused?: AccessToken,
): Observable<AccessToken> {
  const { tenant, tokens, scheduler } = options;
  const deadlineMs = attempt.leftMs();
  if (deadlineMs <= 0) return throwError(() => attempt.late('token'));
  return tokens
    .token({ tenant, userId, deadlineMs, ...(refused === undefined ? {} : { refused }) })
    .pipe(take(1), timeout({ first: deadlineMs, scheduler, with: () => throwError(() => attempt.late('token')) }));
}

function exchange(context: UpstreamContext, attempt: Attempt, token: AccessToken): Observable<HttpResponse> {
  const { call, leftMs, late } = attempt;
  const { http, scheduler, maxBytes } = context.options;
  return defer(() => {
    const deadlineMs = leftMs();
    if (deadlineMs <= 0) return throwError(() => late('total'));
    return http.request({
      operation: call.operation,
      method: call.method,
      url: call.url,
      headers: headersFor(context, call, token),
      deadlineMs,
      maxBytes,
      ...(call.body === undefined ? {} : { body: call.body }),
    });
  }).pipe(
    take(1),
    observeAnswer(context.options, call.operation),
    map((response) => {
      const { status } = response;
      if ((status >= 200 && status < 300) || call.accepts?.includes(status) === true) return response;
      throw upstreamFailure(call.operation, status, retryAfterOf(response, scheduler.now()));
    }),
  );
}

function headersFor(
  { options, userId }: UpstreamContext,
  call: UpstreamCall,
  token: AccessToken,
): HttpRequest['headers'] {
  return {
    ...options.extraHeaders(userId),
    accept: 'application/json',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    authorization: `Bearer ${token.reveal()}`,
  };
}
