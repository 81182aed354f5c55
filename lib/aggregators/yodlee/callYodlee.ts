import {
  concatMap,
  defer,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  take,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';
import type { AccessToken } from '../../model/AccessToken.js';
import type { HttpRequest, HttpResponse } from '../../ports/HttpPort.js';
import type { CallOptions } from '../../ports/QueueApi.js';
import type { TokenSource } from '../../ports/TokenSource.js';
import type { OriginGuard } from './originGuard.js';
import { judgeAnswer, type Judged, type JudgedCall } from './judgeAnswer.js';
import { observeAnswer } from './observeAnswer.js';
import type { ResolvedYodleeOptions } from './options.js';
import type { UpstreamClock } from './upstreamClock.js';

/** One call to be made. */
export interface YodleeCall extends JudgedCall {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  /** JSON. */
  readonly body?: string;
}

/** Makes calls with tokens of one kind. */
export type YodleeUpstream = (call: YodleeCall, options?: CallOptions) => Observable<HttpResponse>;

/** What all calls to one origin share. */
export interface YodleeContext {
  readonly options: ResolvedYodleeOptions;
  readonly clock: UpstreamClock;
  readonly guard: OriginGuard;
}

/** One call under way. */
interface Attempt {
  readonly context: YodleeContext;
  readonly tokens: TokenSource;
  readonly call: YodleeCall;
  readonly leftMs: () => number;
  readonly late: (stage: 'token' | 'total') => UpstreamTimeoutError;
}

/**
 * Makes calls with tokens of one kind: token, permit, circuit, exchange, within one deadline over all of them.
 *
 * A refused token is answered with a renewed one and one repetition, whatever the method: what was refused was not
 * done. Nothing else is repeated. Errors: what `judgeAnswer` throws, and those of tokens, port, limit and circuit.
 *
 * @param context what the calls share
 * @param tokens the kind of token
 * @example
 * callYodlee(context, tokens.admin)({ operation: 'list changes', userId: '', method: 'GET', url }).subscribe();
 */
export function callYodlee(context: YodleeContext, tokens: TokenSource): YodleeUpstream {
  const { scheduler, deadlineMs: longest } = context.options;
  return (call, { deadlineMs: given = Infinity } = {}) => {
    if (Number.isNaN(given)) throw new InvalidOptionError('deadlineMs', given, 'a time in ms');
    const deadlineMs = Math.min(given, longest);
    return defer(() => {
      const endsAt = scheduler.now() + deadlineMs;
      return authorized({
        context,
        tokens,
        call,
        leftMs: () => endsAt - scheduler.now(),
        late: (stage) => new UpstreamTimeoutError(call.operation, Math.max(0, deadlineMs), stage),
      });
    });
  };
}

function authorized(attempt: Attempt): Observable<HttpResponse> {
  const { operation } = attempt.call;
  const renewed = (refused: AccessToken): Observable<Judged> =>
    tokenFor(attempt, refused).pipe(
      tap((token) => {
        if (token.reveal() === refused.reveal()) throw new UnauthorizedError(operation);
      }),
      concatMap((token) => exchange(attempt, token)),
    );
  return tokenFor(attempt).pipe(
    concatMap((token) =>
      exchange(attempt, token).pipe(concatMap((judged) => (judged.kind === 'renew' ? renewed(token) : of(judged)))),
    ),
    map((judged) => {
      if (judged.kind === 'renew') throw judged.error;
      return judged.response;
    }),
  );
}

function tokenFor(attempt: Attempt, refused?: AccessToken): Observable<AccessToken> {
  const { tokens, call, context, leftMs } = attempt;
  const request = { tenant: context.options.tenant, userId: call.userId, deadlineMs: Math.max(0, leftMs()) };
  return defer(() => tokens.token(refused === undefined ? request : { ...request, refused })).pipe(
    within(attempt, 'token'),
  );
}

function exchange(attempt: Attempt, token: AccessToken): Observable<Judged> {
  const { context, call, leftMs, late } = attempt;
  const { options, clock, guard } = context;
  const { http, maxBytes, scheduler } = options;
  const asked = defer(() => {
    const deadlineMs = leftMs();
    if (deadlineMs <= 0) return throwError(() => late('total'));
    const { operation, method, url, body } = call;
    const request = { operation, method, url, headers: headersFor(attempt, token), deadlineMs, maxBytes };
    return http.request(body === undefined ? request : { ...request, body });
  }).pipe(
    take(1),
    observeAnswer({ ...options, clock }, call.operation),
    map((response) => judgeAnswer(call, response, scheduler.now())),
    guard.circuit(),
  );
  const permit = guard.permit();
  return permit === undefined
    ? asked
    : permit.pipe(
        within(attempt, 'total'),
        concatMap(() => asked),
      );
}

function headersFor({ context, call }: Attempt, token: AccessToken): HttpRequest['headers'] {
  return {
    ...context.options.extraHeaders,
    accept: 'application/json',
    'api-version': '1.1',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    authorization: `Bearer ${token.reveal()}`,
  };
}

function within<T>({ context, leftMs, late }: Attempt, stage: 'token' | 'total'): MonoTypeOperatorFunction<T> {
  return (source) =>
    defer(() => {
      const first = leftMs();
      if (first <= 0) return throwError(() => late(stage));
      const { scheduler } = context.options;
      return source.pipe(take(1), timeout({ first, scheduler, with: () => throwError(() => late(stage)) }));
    });
}
