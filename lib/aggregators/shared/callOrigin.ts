import { defer, Observable, type Observer, type Subscriber, Subscription } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../errors/UpstreamUnreachableError.js';
import type { AccessToken } from '../../model/AccessToken.js';
import type { HttpRequest, HttpResponse } from '../../ports/HttpPort.js';
import type { CallOptions } from '../../ports/QueueApi.js';
import type { TokenSource } from '../../ports/TokenSource.js';
import { countExchange } from './countExchange.js';
import type { GuardedExchange, GuardOrigin } from './guardOrigin.js';
import type { OriginSettings } from './originSettings.js';

/** One call to be made. */
export interface OriginCall {
  /** In words without identifiers. */
  readonly operation: string;
  readonly method: HttpRequest['method'];
  readonly url: URL;
  /** JSON. */
  readonly body?: string;
}

/** In what the calls of one aggregator differ from those of another. */
export interface Dialect<C extends OriginCall> {
  /** Whose token a call needs; `''` for nobody's. */
  userIdOf(call: C): string;
  /** Headers beside `accept`, `content-type` and `authorization`. */
  headersOf(call: C): HttpRequest['headers'];
  /** Gives an answer that is one; throws the error that any other stands for. */
  judge(call: C, response: HttpResponse): HttpResponse;
  /** Says whether an error of `judge` may be cured by another token. */
  blamesToken(error: unknown): boolean;
}

/** What calls to one origin share. */
export interface OriginContext {
  readonly options: Omit<OriginSettings, 'rateLimit' | 'breaker' | 'entropy'>;
  readonly tokens: TokenSource;
  readonly guard: GuardOrigin;
}

/** Makes calls to one origin. */
export type CallOrigin<C extends OriginCall> = (call: C, options?: CallOptions) => Observable<HttpResponse>;

/**
 * Makes calls to one origin: token, permit, circuit, exchange, within one deadline over all of them.
 *
 * A refused token is answered with a renewed one and one repetition, whatever the method: what was refused was not done.
 * When the renewed one is refused as well, the refusal stands. Nothing else is repeated. A port or a token source that
 * ends without an answer is an UpstreamUnreachableError.
 *
 * @param context what the calls share
 * @param dialect in what they differ from those of other aggregators
 * @example
 * callOrigin({ options, tokens, guard }, dialect)({ operation: 'read queue', method: 'GET', url }).subscribe();
 */
export function callOrigin<C extends OriginCall>(context: OriginContext, dialect: Dialect<C>): CallOrigin<C> {
  return (call, { deadlineMs: given = Infinity } = {}) => {
    if (Number.isNaN(given)) throw new InvalidOptionError('deadlineMs', given, 'a time in ms');
    const deadlineMs = Math.min(given, context.options.deadlineMs);
    return new Observable((caller) => {
      new CallUnderWay(context, dialect, call, deadlineMs, caller).authorize();
    });
  };
}

/**
 * One subscription, written by hand because each poll of thousands of queues makes one.
 *
 * Asks for a token, then subscribes to the guarded exchange and passes on what comes of it; a first 401 leads back to the
 * start. What a source tells after it was left counts no more: one that answers at once is left before it has told all.
 */
class CallUnderWay<C extends OriginCall> implements GuardedExchange, Observer<HttpResponse> {
  readonly exchange = new Observable<HttpResponse>((answer) => {
    this.send(answer);
  });
  private readonly endsAt: number;
  private token: AccessToken | undefined;
  private refused: AccessToken | undefined;

  constructor(
    private readonly context: OriginContext,
    private readonly dialect: Dialect<C>,
    private readonly call: C,
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
    if (this.refused === undefined && this.dialect.blamesToken(error)) {
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
    const { options, tokens } = this.context;
    const wanted = { tenant: options.tenant, userId: this.dialect.userIdOf(this.call), deadlineMs };
    return tokens.token(this.refused === undefined ? wanted : { ...wanted, refused: this.refused });
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
    return {
      ...this.dialect.headersOf(this.call),
      accept: 'application/json',
      ...(this.call.body === undefined ? {} : { 'content-type': 'application/json' }),
      authorization: `Bearer ${this.token?.reveal() ?? ''}`,
    };
  }

  private judged(response: HttpResponse): HttpResponse {
    countExchange(this.context.options, this.call.operation, response);
    return this.dialect.judge(this.call, response);
  }
}
