/**
 * The exchange with upstream broke before a whole answer was there.
 *
 * `requestSent` is false only when the request provably never left (refused connection, unknown host): then
 * repeating it can do nothing twice. Retryable.
 *
 * @param operation what was asked, in words without identifiers
 * @param requestSent false when upstream cannot have seen the request
 * @param code the system's word for it, such as `ECONNRESET`
 */
export class UpstreamUnreachableError extends Error {
  override readonly name = 'UpstreamUnreachableError';
  readonly whoMustAct = 'aggregator';
  constructor(
    readonly operation: string,
    readonly requestSent: boolean,
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`${operation}: ${requestSent ? 'connection broken' : 'upstream unreachable'} (${code})`, options);
  }
}
