import { isAggregationError } from '../errors/isAggregationError.js';
import { ResponseTooLargeError } from '../errors/ResponseTooLargeError.js';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../errors/UpstreamUnreachableError.js';
import type { HttpRequest } from '../ports/HttpPort.js';
import { fieldOf } from '../ports/fieldOf.js';
import { systemFaultOf } from '../ports/systemFaultOf.js';

/**
 * Replaces whatever axios rejected with by one of our errors, which knows nothing of the request's headers or body.
 *
 * An AxiosError holds the configuration and with it the Authorization header; not even as `cause` may it get out.
 *
 * @param failure what axios, an adapter or an interceptor rejected with
 * @param request what was asked
 * @param requestSent false when the request provably never left
 * @example
 * axiosFailure(caught, request, true).name; // 'UpstreamUnreachableError'
 */
export function axiosFailure(failure: unknown, request: HttpRequest, requestSent: boolean): Error {
  if (isAggregationError(failure)) return failure;
  if (isTooLarge(failure)) return new ResponseTooLargeError(request.operation, request.maxBytes);
  const { code } = systemFaultOf(failure);
  const cause = Object.assign(new Error(code), { code });
  if (requestSent && isTimeout(failure, code)) {
    return new UpstreamTimeoutError(request.operation, request.deadlineMs, 'total', { cause });
  }
  return new UpstreamUnreachableError(request.operation, requestSent, code, { cause });
}

function isTooLarge(failure: unknown): boolean {
  return startsWith(fieldOf(failure, 'message'), 'maxContentLength');
}

function isTimeout(failure: unknown, code: string): boolean {
  return code === 'ETIMEDOUT' || (code === 'ECONNABORTED' && startsWith(fieldOf(failure, 'message'), 'timeout'));
}

function startsWith(text: unknown, start: string): boolean {
  return typeof text === 'string' && text.startsWith(start);
}
