import { isAggregationError } from '../errors/isAggregationError.js';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../errors/UpstreamUnreachableError.js';
import type { HttpRequest } from '../ports/HttpPort.js';
import { systemFaultOf } from '../ports/systemFaultOf.js';

/** How long each part of an exchange may take; 0 for no limit of its own. Unit: ms */
export interface PartialDeadlines {
  readonly connect: number;
  readonly headers: number;
  readonly body: number;
}

const STAGES: Readonly<Record<string, keyof PartialDeadlines>> = {
  UND_ERR_CONNECT_TIMEOUT: 'connect',
  UND_ERR_HEADERS_TIMEOUT: 'headers',
  UND_ERR_BODY_TIMEOUT: 'body',
};

/**
 * Replaces whatever undici failed with by one of our errors, which knows nothing of the request's headers or body.
 *
 * @param failure anything caught
 * @param request what was asked
 * @param deadlines the partial deadlines that applied
 * @example
 * undiciFailure(caught, request, { connect: 0, headers: 0, body: 0 }).name; // 'UpstreamUnreachableError'
 */
export function undiciFailure(failure: unknown, request: HttpRequest, deadlines: PartialDeadlines): Error {
  if (isAggregationError(failure)) return failure;
  const { code, beforeSending } = systemFaultOf(failure);
  const cause = Object.assign(new Error(code), { code });
  const stage = Object.hasOwn(STAGES, code) ? STAGES[code] : undefined;
  if (stage !== undefined) return new UpstreamTimeoutError(request.operation, deadlines[stage], stage, { cause });
  return new UpstreamUnreachableError(request.operation, !beforeSending, code, { cause });
}
