import { isAggregationError } from '../errors/isAggregationError.js';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../errors/UpstreamUnreachableError.js';
import type { HttpRequest } from '../ports/HttpPort.js';

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
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_FAIL',
]);
const CONNECT_CALLS: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);
const MOST_LAYERS = 5;

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
  const layers = layersOf(failure);
  const code = layers.map(({ code: own }) => own).find(isCode) ?? 'UNKNOWN';
  const cause = Object.assign(new Error(code), { code });
  const stage = Object.hasOwn(STAGES, code) ? STAGES[code] : undefined;
  if (stage !== undefined) return new UpstreamTimeoutError(request.operation, deadlines[stage], stage, { cause });
  const sent = !BEFORE_SENDING.has(code) && !layers.some(({ syscall }) => CONNECT_CALLS.has(syscall));
  return new UpstreamUnreachableError(request.operation, sent, code, { cause });
}

interface Layer {
  readonly code?: unknown;
  readonly syscall?: unknown;
}

/** The error, and what it wraps: an error of many attempts holds one for each address. */
function layersOf(failure: unknown): readonly Layer[] {
  const layers: Layer[] = [];
  let layer = failure;
  while (typeof layer === 'object' && layer !== null && layers.length < MOST_LAYERS) {
    layers.push(layer);
    const many: unknown = Reflect.get(layer, 'errors');
    layer = Array.isArray(many) && many.length > 0 ? many[0] : Reflect.get(layer, 'cause');
  }
  return layers;
}

/** A code is a word; anything longer or stranger might be something that must not be shown. */
const isCode = (value: unknown): value is string => typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(value);
