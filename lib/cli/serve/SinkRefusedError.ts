/** Where deliveries are posted to answered with something else than 2xx: it will be tried again. */
export class SinkRefusedError extends Error {
  override readonly name = 'SinkRefusedError';
  constructor(readonly status: number) {
    super(`post a delivery: answered ${String(status)}`);
  }
}
