/** A value the sandbox cannot be started with. */
export class SandboxOptionError extends Error {
  override readonly name = 'SandboxOptionError';

  /**
   * @param option the option's name, as the caller wrote it
   * @param expectation what it may be
   * @param value what it was
   */
  constructor(
    readonly option: string,
    readonly expectation: string,
    readonly value: unknown,
  ) {
    super(`${option}: expected ${expectation}, got ${show(value)}`);
  }
}

const show = (value: unknown): string => {
  if (value === undefined) return 'undefined';
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};
