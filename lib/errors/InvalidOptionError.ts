/**
 * Says that an option was given a value outside its range; thrown at the call, before anything is subscribed.
 *
 * Who must act: the integrator. Never retryable.
 *
 * @param option name of the option, as the caller wrote it
 * @param value what was given; shown in the message, so options must not hold secrets
 * @param expected the range in words, with its unit
 */
export class InvalidOptionError extends Error {
  override readonly name = 'InvalidOptionError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly option: string,
    readonly value: unknown,
    readonly expected: string,
    options?: ErrorOptions,
  ) {
    super(`${option}: expected ${expected}, got ${shown(value)}`, options);
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80));
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}
