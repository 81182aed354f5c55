import { from, Observable, type Observer, type SchedulerAction, type SchedulerLike, type Subscriber } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../errors/UpstreamUnreachableError.js';
import type { AccessToken } from '../../model/AccessToken.js';
import { Slot } from '../../operators/Slot.js';
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
 * start.
 */
class CallUnderWay<C extends OriginCall> extends Slot implements GuardedExchange, Observer<HttpResponse> {
  readonly exchange = new Observable<HttpResponse>((answer) => {
    this.send(answer);
  });
  private readonly endsAt: number;
  private token: AccessToken | undefined = undefined;
  private refused: AccessToken | undefined = undefined;

  constructor(
    private readonly context: OriginContext,
    private readonly dialect: Dialect<C>,
    private readonly call: C,
    private readonly deadlineMs: number,
    private readonly caller: Subscriber<HttpResponse>,
  ) {
    super();
    this.endsAt = context.options.scheduler.now() + deadlineMs;
    caller.add(this);
  }

  leftMs(): number {
    return this.endsAt - this.context.options.scheduler.now();
  }

  late(stage: 'token' | 'permit' | 'total'): UpstreamTimeoutError {
    return new UpstreamTimeoutError(this.call.operation, Math.max(0, this.deadlineMs), stage);
  }

  unanswered(requestSent: boolean, code: string): UpstreamUnreachableError {
    return new UpstreamUnreachableError(this.call.operation, requestSent, code);
  }

  authorize(): void {
    const leftMs = this.leftMs();
    if (leftMs <= 0) {
      this.caller.error(this.late('token'));
      return;
    }
    const asking = new Asking(this, this.caller);
    this.add(asking);
    asking.begin(() => this.askToken(leftMs), this.context.options.scheduler, leftMs);
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

  goOn(token: AccessToken): void {
    if (this.refused !== undefined && token.reveal() === this.refused.reveal()) {
      this.caller.error(new UnauthorizedError(this.call.operation));
      return;
    }
    this.token = token;
    this.context.guard(this).subscribe(this);
  }

  judged(response: HttpResponse): HttpResponse {
    countExchange(this.context.options, this.call.operation, response);
    return this.dialect.judge(this.call, response);
  }

  countFailure(): void {
    countExchange(this.context.options, this.call.operation, undefined);
  }

  private askToken(deadlineMs: number): Observable<AccessToken> {
    const { options, tokens } = this.context;
    const wanted = { tenant: options.tenant, userId: this.dialect.userIdOf(this.call), deadlineMs };
    return tokens.token(this.refused === undefined ? wanted : { ...wanted, refused: this.refused });
  }

  private send(answer: Subscriber<HttpResponse>): void {
    const answering = new Answering(this, answer);
    answer.add(answering);
    answering.begin(() => this.request(), this.context.options.scheduler, this.leftMs());
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
    const headers = {
      ...this.dialect.headersOf(this.call),
      accept: 'application/json',
      authorization: `Bearer ${this.token?.reveal() ?? ''}`,
    };
    return this.call.body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
  }
}

/**
 * Waits for one value, but not for ever. What a source tells after it was left counts no more: one that answers at once is
 * left before it has told all.
 */
abstract class Waiting<T, C extends OriginCall> extends Slot implements Observer<T> {
  constructor(
    protected readonly call: CallUnderWay<C>,
    protected readonly taker: Subscriber<HttpResponse>,
  ) {
    super();
  }

  /** Times what it waits for itself as well: a port may forget to, and knows better what took so long. */
  begin(source: () => Observable<T>, scheduler: SchedulerLike, leftMs: number): void {
    try {
      from(source()).subscribe(this);
    } catch (error) {
      this.error(error);
    }
    if (!this.closed) this.add(scheduler.schedule<Waiting<T, C>>(giveUp, Math.max(0, leftMs), this));
  }

  abstract next(value: T): void;
  abstract error(error: unknown): void;
  abstract complete(): void;
  abstract giveUp(): void;
}

function giveUp<T, C extends OriginCall>(this: SchedulerAction<Waiting<T, C>>, waiting?: Waiting<T, C>): void {
  waiting?.giveUp();
}

class Asking<C extends OriginCall> extends Waiting<AccessToken, C> {
  next(token: AccessToken): void {
    if (this.closed) return;
    this.unsubscribe();
    try {
      this.call.goOn(token);
    } catch (error) {
      this.taker.error(error);
    }
  }

  error(error: unknown): void {
    if (!this.closed) this.taker.error(error);
  }

  complete(): void {
    if (!this.closed) this.error(this.call.unanswered(false, 'NO_TOKEN'));
  }

  giveUp(): void {
    this.error(this.call.late('token'));
  }
}

class Answering<C extends OriginCall> extends Waiting<HttpResponse, C> {
  next(response: HttpResponse): void {
    if (this.closed) return;
    try {
      this.taker.next(this.call.judged(response));
      this.taker.complete();
    } catch (error) {
      this.taker.error(error);
    }
  }

  error(error: unknown): void {
    if (this.closed) return;
    this.unsubscribe();
    try {
      this.call.countFailure();
      this.taker.error(error);
    } catch (thrown) {
      this.taker.error(thrown);
    }
  }

  complete(): void {
    if (!this.closed) this.error(this.call.unanswered(true, 'NO_ANSWER'));
  }

  giveUp(): void {
    this.error(this.call.late('total'));
  }
}
