import type { Observable } from 'rxjs';
import type { HttpResponse } from '../../ports/HttpPort.js';
import type { CallOptions } from '../../ports/QueueApi.js';
import type { TokenSource } from '../../ports/TokenSource.js';
import { callOrigin, type OriginCall } from '../shared/callOrigin.js';
import type { GuardOrigin } from '../shared/guardOrigin.js';
import { blamesToken, judgeAnswer, type JudgedCall } from './judgeAnswer.js';
import type { ResolvedYodleeOptions } from './options.js';
import type { UpstreamClock } from './upstreamClock.js';

/** One call to be made. */
export type YodleeCall = JudgedCall & OriginCall;

/** Makes calls with tokens of one kind. */
export type YodleeUpstream = (call: YodleeCall, options?: CallOptions) => Observable<HttpResponse>;

/** What all calls to one origin share. */
export interface YodleeContext {
  readonly options: ResolvedYodleeOptions;
  readonly clock: UpstreamClock;
  readonly guard: GuardOrigin;
}

/**
 * Makes calls with tokens of one kind, as `callOrigin` does; every answer that succeeded teaches upstream's clock.
 *
 * Errors: what `judgeAnswer` throws, and those of tokens, port, limit and circuit.
 *
 * @param context what the calls share
 * @param tokens the kind of token
 * @example
 * callYodlee(context, tokens.admin)({ operation: 'list changes', userId: '', method: 'GET', url }).subscribe();
 */
export function callYodlee({ options, clock, guard }: YodleeContext, tokens: TokenSource): YodleeUpstream {
  const headers = { ...options.extraHeaders, 'api-version': '1.1' };
  return callOrigin<YodleeCall>(
    { options, tokens, guard },
    {
      userIdOf: ({ userId }) => userId,
      headersOf: () => headers,
      judge: (call, response) => {
        clock.learn(response);
        return judgeAnswer(call, response, options.scheduler.now());
      },
      blamesToken,
    },
  );
}
