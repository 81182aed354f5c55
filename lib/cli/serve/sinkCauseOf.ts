import { isAggregationError } from '../../index.js';
import { SinkRefusedError } from './SinkRefusedError.js';

/**
 * Says in a word or two what a sink failed with: a status, a code of the system, or the name of an error; never a URL.
 *
 * @param error what the sink failed with
 * @example
 * sinkCauseOf(new SinkRefusedError(503)); // 'HTTP 503'
 */
export function sinkCauseOf(error: unknown): string {
  if (error instanceof SinkRefusedError) return `HTTP ${String(error.status)}`;
  if (isAggregationError(error)) {
    if (error.name === 'UpstreamUnreachableError') return error.code;
    if (error.name === 'UpstreamTimeoutError') return `no answer within ${String(error.timeoutMs)} ms`;
    return error.name === 'RedirectRefusedError' ? `HTTP ${String(error.status)}` : error.name;
  }
  if (!(error instanceof Error)) return 'unexpected';
  return 'code' in error ? String(error.code) : error.name;
}
