import type { WhoMustAct } from '../model/WhoMustAct.js';

/**
 * Upstream answered with a status that no other class describes; 5xx is upstream's fault, 4xx ours.
 *
 * Retryable for 408, 425 and 5xx.
 *
 * @param operation what was asked, in words without identifiers
 * @param status HTTP status code
 * @param retryAfterMs upstream's own wish, already clamped. Unit: ms
 */
export class UpstreamStatusError extends Error {
  override readonly name = 'UpstreamStatusError';
  readonly whoMustAct: WhoMustAct;
  constructor(
    readonly operation: string,
    readonly status: number,
    readonly retryAfterMs: number | undefined,
    options?: ErrorOptions,
  ) {
    super(`${operation}: HTTP ${String(status)}`, options);
    this.whoMustAct = status >= 500 ? 'aggregator' : 'integrator';
  }
}
