import { fieldOf } from './fieldOf.js';

/** What the operating system said about a failed exchange. */
export interface SystemFault {
  /** Such as `ECONNRESET`; `UNKNOWN` when nothing was said. */
  readonly code: string;
  /** True only when no byte of the request can have left: name lookup or connect failed. */
  readonly beforeSending: boolean;
}

const BEFORE_SENDING: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_FAIL',
]);
const CONNECT_CALLS: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);
const MAX_DEPTH = 5;

/**
 * Finds the system's own error under whatever wrapped it, and takes its code and nothing else.
 *
 * @param error anything caught
 * @example
 * systemFaultOf(caught); // { code: 'ECONNREFUSED', beforeSending: true }
 */
export function systemFaultOf(error: unknown): SystemFault {
  const layers = layersOf(error);
  const codes = layers.map((layer) => fieldOf(layer, 'code')).filter(isCode);
  return {
    code: codes.at(-1) ?? 'UNKNOWN',
    beforeSending:
      codes.some((code) => BEFORE_SENDING.has(code)) ||
      layers.some((layer) => CONNECT_CALLS.has(fieldOf(layer, 'syscall'))),
  };
}

function layersOf(error: unknown): readonly unknown[] {
  const layers: unknown[] = [];
  for (let layer = error; layer !== undefined && layers.length < MAX_DEPTH; layer = innerOf(layer)) layers.push(layer);
  return layers;
}

function innerOf(layer: unknown): unknown {
  const errors = fieldOf(layer, 'errors');
  return Array.isArray(errors) && errors.length > 0 ? errors[0] : fieldOf(layer, 'cause');
}

// A code is a word; anything longer or stranger might be something that must not be shown.
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(value);
}
