import type { Observable } from 'rxjs';
import { isAggregationError } from '../../errors/isAggregationError.js';
import type { HttpRequest, HttpResponse } from '../../ports/HttpPort.js';
import type { CallOptions } from '../../ports/QueueApi.js';
import { callOrigin, type Dialect, type OriginCall } from '../shared/callOrigin.js';
import type { GuardOrigin } from '../shared/guardOrigin.js';
import { upstreamFailure } from '../shared/upstreamFailure.js';
import type { ResolvedOxlinOptions } from './options.js';

/** One call to be made. */
export interface UpstreamCall extends OriginCall {
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
 * Makes the calls of one user, as `callOrigin` does: a 401 is about the token, any other status outside 2xx becomes its
 * error.
 *
 * @param context what the calls share
 * @example
 * callUpstream(context)({ operation: 'read queue', method: 'GET', url }).subscribe();
 */
export function callUpstream({ options, guard, userId }: UpstreamContext): Upstream {
  return callOrigin({ options, tokens: options.tokens, guard }, new OneUser(options, userId));
}

/** One object, without closures, because thousands of users are held. */
class OneUser implements Dialect<UpstreamCall> {
  constructor(
    private readonly options: ResolvedOxlinOptions,
    private readonly userId: string,
  ) {}

  userIdOf(): string {
    return this.userId;
  }

  headersOf(): HttpRequest['headers'] {
    return this.options.extraHeaders(this.userId);
  }

  judge({ operation, accepts }: UpstreamCall, response: HttpResponse): HttpResponse {
    const { status } = response;
    if ((status >= 200 && status < 300) || accepts?.includes(status) === true) return response;
    throw upstreamFailure(operation, response, this.options.scheduler.now());
  }

  blamesToken(error: unknown): boolean {
    return isAggregationError(error) && error.name === 'UnauthorizedError';
  }
}
