/**
 * The token endpoint refused the credentials; no further attempt is made until the source is reset.
 *
 * Never retryable: repeating a wrong password can lock the account.
 *
 * @param status HTTP status code of the refusal
 * @param reason the OAuth2 `error` code, such as `invalid_grant`; never its description
 */
export class CredentialsRefusedError extends Error {
  override readonly name = 'CredentialsRefusedError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly status: number,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`credentials refused by the token endpoint: HTTP ${String(status)} (${reason})`, options);
  }
}
