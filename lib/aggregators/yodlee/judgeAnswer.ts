import { AccessDeniedError } from '../../errors/AccessDeniedError.js';
import type { AggregationError } from '../../errors/AggregationError.js';
import { NotFoundError } from '../../errors/NotFoundError.js';
import { RateLimitedError } from '../../errors/RateLimitedError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { UpstreamRefusedError } from '../../errors/UpstreamRefusedError.js';
import { UpstreamStatusError } from '../../errors/UpstreamStatusError.js';
import { parseRetryAfter } from '../../model/parseRetryAfter.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { meaningOf } from './ERROR_CODES.js';
import { errorBody, type ErrorBody } from './errorBody.js';
import { serverDate } from './upstreamClock.js';

/** What an exchange came to: an answer, or a token that must be renewed, with the error if that does not help. */
export type Judged =
  | { readonly kind: 'answer'; readonly response: HttpResponse }
  | { readonly kind: 'renew'; readonly error: AggregationError };

/** What was asked. */
export interface JudgedCall {
  /** In words without identifiers. */
  readonly operation: string;
  /** Whom it was about; `''` for nobody. */
  readonly userId: string;
}

/**
 * Tells answers from refusals: by upstream's code where there is one, else by status. A refusal that comes as 200 is
 * one, and a page of HTML says nothing beyond its status.
 *
 * Errors: throws what the refusal stands for, except one that a new token may cure.
 *
 * @param call what was asked
 * @param response what came
 * @param now our clock, for a Retry-After that is a date and comes without `Date`. Unit: ms since the epoch
 * @example
 * judgeAnswer({ operation: 'read user data', userId }, response, scheduler.now());
 */
export function judgeAnswer(call: JudgedCall, response: HttpResponse, now: number): Judged {
  const { status } = response;
  const body = errorBody(response);
  const ok = status >= 200 && status <= 299;
  if (ok && body === undefined) return { kind: 'answer', response };
  const refusal = body === undefined || status === 429 ? undefined : refusalOf(call, body);
  if (refusal?.kind === 'renew') return refusal;
  if (refusal !== undefined && (status < 500 || refusal.error.verdict !== 'retry') && isFinal(refusal, status)) {
    throw refusal.error;
  }
  return byStatus(call, response, now);
}

type Refusal = { readonly kind: 'refused'; readonly error: UpstreamRefusedError };

/** A code that nobody knows says less than a status that everybody does. */
function isFinal({ error }: Refusal, status: number): boolean {
  return error.reason !== 'unknownCode' || (status < 500 && status !== 401 && status !== 408 && status !== 425);
}

function refusalOf({ operation, userId }: JudgedCall, body: ErrorBody): Refusal | (Judged & { kind: 'renew' }) {
  const { code, message, referenceCode } = body;
  const { reason, verdict, whoMustAct } = meaningOf(code, message);
  if (verdict !== 'renew') {
    return {
      kind: 'refused',
      error: new UpstreamRefusedError(operation, code, reason, verdict, whoMustAct, referenceCode),
    };
  }
  // Upstream calls the token of a user who was deleted invalid, however new it is.
  const error =
    userId === ''
      ? new UnauthorizedError(operation)
      : new UpstreamRefusedError(operation, code, 'userGoneOrRevoked', 'park', 'integrator', referenceCode);
  return { kind: 'renew', error };
}

function byStatus({ operation }: JudgedCall, response: HttpResponse, now: number): Judged {
  const { status } = response;
  switch (status) {
    case 401:
      return { kind: 'renew', error: new UnauthorizedError(operation) };
    case 403:
      throw new AccessDeniedError(operation);
    case 404:
    case 410:
      throw new NotFoundError(operation, status);
    case 429:
      throw new RateLimitedError(operation, retryAfterMs(response, now));
    default:
      throw new UpstreamStatusError(operation, status, retryAfterMs(response, now));
  }
}

function retryAfterMs(response: HttpResponse, now: number): number | undefined {
  return parseRetryAfter(response.headers['retry-after'], serverDate(response), new Date(now));
}
