import { defer, Observable, type Observer, type Subscriber, Subscription } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { isAggregationError } from '../../errors/isAggregationError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../errors/UpstreamUnreachableError.js';
import type { AccessToken } from '../../model/AccessToken.js';
import type { HttpRequest, HttpResponse } from '../../ports/HttpPort.js';
import type { CallOptions } from '../../ports/QueueApi.js';
import { countExchange } from './countExchange.js';
import type { GuardedExchange, GuardOrigin } from './guardOrigin.js';
import type { ResolvedOxlinOptions } from './options.js';
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

/**
 * Makes the calls of one user: token, permit, circuit, exchange, within one deadline over all of them.
 *
 * A 401 is answered with a renewed token and one repetition, then it is an UnauthorizedError; that holds for a POST as
 * well, because it was refused. Nothing else is repeated. Any other status outside 2xx becomes its error, and a port or a
 * token source that ends without an answer an UpstreamUnreachableError.
 *
 * @param context what the calls share
 * @example
 * callUpstream(context)({ operation: 'read queue', method: 'GET', url }).subscribe();
 */
export function callUpstream(context: UpstreamContext): Upstream {
  return (call, { deadlineMs: given = Infinity } = {}) => {
    if (Number.isNaN(given)) throw new InvalidOptionError('deadlineMs', given, 'a time in ms');
    const deadlineMs = Math.min(given, context.options.deadlineMs);
    return new Observable((caller) => {
      new CallUnderWay(context, call, deadlineMs, caller).authorize();
    });
  };
}

/**
 * One subscription, written by hand because each poll of thousands of queues makes one.
 *
 * Asks for a token, then subscribes to the guarded exchange and passes on what comes of it; a first 401 leads back to the
 * start. What a source tells after it was left counts no more: one that answers at once is left before it has told all.
 */
class CallUnderWay implements GuardedExchange, Observer<HttpResponse> {
  readonly exchange = new Observable<HttpResponse>((answer) => {
    this.send(answer);
  });
  private readonly endsAt: number;
  private token: AccessToken | undefined;
  private refused: AccessToken | undefined;

  constructor(
    private readonly context: UpstreamContext,
    private readonly call: UpstreamCall,
    private readonly deadlineMs: number,
    private readonly caller: Subscriber<HttpResponse>,
  ) {
    this.endsAt = context.options.scheduler.now() + deadlineMs;
  }

  leftMs(): number {
    return this.endsAt - this.context.options.scheduler.now();
  }

  late(stage: 'token' | 'permit' | 'total'): UpstreamTimeoutError {
    return new UpstreamTimeoutError(this.call.operation, Math.max(0, this.deadlineMs), stage);
  }

  authorize(): void {
    const { caller } = this;
    const leftMs = this.leftMs();
    if (leftMs <= 0) {
      caller.error(this.late('token'));
      return;
    }
    const asking = new Subscription();
    caller.add(asking);
    asking.add(
      defer(() => this.askToken(leftMs)).subscribe({
        next: (token) => {
          if (asking.closed) return;
          asking.unsubscribe();
          this.goOn(token);
        },
        error: (error: unknown) => {
          if (!asking.closed) caller.error(error);
        },
        complete: () => {
          if (!asking.closed) caller.error(new UpstreamUnreachableError(this.call.operation, false, 'NO_TOKEN'));
        },
      }),
    );
    if (asking.closed) return;
    const giveUp = (): void => {
      caller.error(this.late('token'));
    };
    asking.add(this.context.options.scheduler.schedule(giveUp, leftMs));
  }

  next(response: HttpResponse): void {
    this.caller.next(response);
  }

  error(error: unknown): void {
    const isFirst = this.refused === undefined;
    if (isFirst && isAggregationError(error) && error.name === 'UnauthorizedError') {
      this.refused = this.token;
      this.authorize();
    } else {
      this.caller.error(error);
    }
  }

  complete(): void {
    this.caller.complete();
  }

  private askToken(deadlineMs: number): Observable<AccessToken> {
    const { options, userId } = this.context;
    const wanted = { tenant: options.tenant, userId, deadlineMs };
    return options.tokens.token(this.refused === undefined ? wanted : { ...wanted, refused: this.refused });
  }

  private goOn(token: AccessToken): void {
    if (this.refused !== undefined && token.reveal() === this.refused.reveal()) {
      this.caller.error(new UnauthorizedError(this.call.operation));
      return;
    }
    this.token = token;
    this.caller.add(this.context.guard(this).subscribe(this));
  }

  /** Times the exchange itself as well: a port may forget to. */
  private send(answer: Subscriber<HttpResponse>): void {
    const { operation } = this.call;
    const fail = (error: unknown): void => {
      if (answer.closed) return;
      try {
        countExchange(this.context.options, operation, undefined);
        answer.error(error);
      } catch (thrown) {
        answer.error(thrown);
      }
    };
    answer.add(
      defer(() => this.request()).subscribe({
        next: (response) => {
          if (answer.closed) return;
          try {
            answer.next(this.judged(response));
            answer.complete();
          } catch (error) {
            answer.error(error);
          }
        },
        error: fail,
        complete: () => {
          fail(new UpstreamUnreachableError(operation, true, 'NO_ANSWER'));
        },
      }),
    );
    if (answer.closed) return;
    // Begun after the port's own timer, which knows better what took so long.
    const giveUp = (): void => {
      fail(this.late('total'));
    };
    answer.add(this.context.options.scheduler.schedule(giveUp, Math.max(0, this.leftMs())));
  }

  private request(): Observable<HttpResponse> {
    const { operation, method, url, body } = this.call;
    const { http, maxBytes } = this.context.options;
    const deadlineMs = this.leftMs();
    if (deadlineMs <= 0) throw this.late('permit');
    const request = { operation, method, url, headers: this.headers(), deadlineMs, maxBytes };
    return http.request(body === undefined ? request : { ...request, body });
  }

  private headers(): HttpRequest['headers'] {
    const { options, userId } = this.context;
    return {
      ...options.extraHeaders(userId),
      accept: 'application/json',
      ...(this.call.body === undefined ? {} : { 'content-type': 'application/json' }),
      authorization: `Bearer ${this.token?.reveal() ?? ''}`,
    };
  }

  /** Gives an answer that is one; throws the error that any other status stands for. */
  private judged(response: HttpResponse): HttpResponse {
    const { options } = this.context;
    const { operation, accepts } = this.call;
    const { status } = response;
    countExchange(options, operation, response);
    if ((status >= 200 && status < 300) || accepts?.includes(status) === true) return response;
    throw upstreamFailure(operation, status, retryAfterOf(response, options.scheduler.now()));
  }
}
