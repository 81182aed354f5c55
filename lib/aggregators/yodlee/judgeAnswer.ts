import { isAggregationError } from '../../errors/isAggregationError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { type RefusalVerdict, UpstreamRefusedError } from '../../errors/UpstreamRefusedError.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { upstreamFailure } from '../shared/upstreamFailure.js';
import { meaningOf } from './ERROR_CODES.js';
import { errorBody, type ErrorBody } from './errorBody.js';

/** What was asked. */
export interface JudgedCall {
  /** In words without identifiers. */
  readonly operation: string;
  /** Whom it was about; `''` for nobody. */
  readonly userId: string;
}

/** Said of a user when a fresh token is called invalid. */
const USER_GONE = 'userGoneOrRevoked';
/** Said of a token by upstream's clock; it tells nothing of a user, however often it is said. */
const EXPIRED = 'tokenExpired';

/**
 * Tells answers from refusals: by upstream's code where there is one, else by status. A refusal that comes as 200 is
 * one, and a page of HTML says nothing beyond its status.
 *
 * Errors: throws what the refusal stands for; that of a refused token holds if a new one does not help, see `blamesToken`.
 *
 * @param call what was asked
 * @param response what came
 * @param now our clock, for a Retry-After that is a date and comes without `Date`. Unit: ms since the epoch
 * @example
 * judgeAnswer({ operation: 'read user data', userId }, response, scheduler.now());
 */
export function judgeAnswer(call: JudgedCall, response: HttpResponse, now: number): HttpResponse {
  const { status } = response;
  const body = errorBody(response);
  const ok = status >= 200 && status <= 299;
  if (ok && body === undefined) return response;
  const refusal = body === undefined || status === 429 ? undefined : refusalOf(call, body);
  if (refusal !== undefined && (blamesToken(refusal) || isFinal(refusal, status))) throw refusal;
  throw upstreamFailure(call.operation, response, now);
}

/**
 * Says whether an error of `judgeAnswer` is about the token, so that another one may cure it.
 *
 * @param error anything caught
 * @example
 * blamesToken(new UnauthorizedError('read user data')); // true
 */
export function blamesToken(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  if (error.name === 'UpstreamRefusedError') return error.reason === USER_GONE || error.reason === EXPIRED;
  return error.name === 'UnauthorizedError';
}

/** Their trouble is better told by a status that says so, and a code that nobody knows by a status that everybody does. */
function isFinal(refusal: UnauthorizedError | UpstreamRefusedError, status: number): boolean {
  if (refusal.name === 'UnauthorizedError') return true;
  if (status >= 500) return refusal.verdict !== 'retry' && refusal.reason !== 'unknownCode';
  return refusal.reason !== 'unknownCode' || (status !== 401 && status !== 408 && status !== 425);
}

function refusalOf({ operation, userId }: JudgedCall, body: ErrorBody): UnauthorizedError | UpstreamRefusedError {
  const { code, message, referenceCode } = body;
  const { reason, verdict, whoMustAct } = meaningOf(code, message);
  const refused = (as: string, then: RefusalVerdict): UpstreamRefusedError =>
    new UpstreamRefusedError(operation, code, as, then, whoMustAct, referenceCode);
  if (verdict !== 'renew') return refused(reason, verdict);
  if (reason === EXPIRED) return refused(reason, 'retry');
  // Upstream calls the token of a user who was deleted invalid, however new it is.
  return userId === '' ? new UnauthorizedError(operation) : refused(USER_GONE, 'park');
}
