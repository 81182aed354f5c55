/** What a handler did wrong: it threw or rejected, or did not settle in time. Never leaves the pipeline. */
export class HandlerFailedError extends Error {
  override readonly name = 'HandlerFailedError';
  constructor(
    readonly reason: 'handlerFailed' | 'handlerTimedOut',
    options?: ErrorOptions,
  ) {
    super(`deliver user data: ${reason}`, options);
  }
}
