/**
 * A bearer token that shows itself to nobody: JSON, template strings and inspection print `[secret]`.
 *
 * Only `reveal()` gives the token, for the one header that needs it.
 *
 * @param secret the token as the authorization server wrote it
 * @param expiresAt when it ends, on the clock of the scheduler that fetched it; undefined when unknown. Unit: ms since the epoch
 * @example
 * String(new AccessToken('abc', undefined)); // '[secret]'
 */
export class AccessToken {
  readonly #secret: string;

  constructor(
    secret: string,
    readonly expiresAt: number | undefined,
  ) {
    this.#secret = secret;
  }

  /** Gives the token itself. */
  reveal(): string {
    return this.#secret;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return 'AccessToken [secret]';
  }
}
