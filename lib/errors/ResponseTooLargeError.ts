/**
 * An answer grew past the byte cap, counted after decompression, and was cut off.
 *
 * Never retryable: the same answer would be as large again.
 *
 * @param operation what was asked, in words without identifiers
 * @param maxBytes the cap. Unit: bytes
 */
export class ResponseTooLargeError extends Error {
  override readonly name = 'ResponseTooLargeError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly operation: string,
    readonly maxBytes: number,
    options?: ErrorOptions,
  ) {
    super(`${operation}: the answer is larger than ${String(maxBytes)} bytes`, options);
  }
}
