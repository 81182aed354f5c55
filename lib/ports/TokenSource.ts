import type { Observable } from 'rxjs';
import type { AccessToken } from '../model/AccessToken.js';

/** For whom a token is wanted. */
export interface TokenRequest {
  readonly tenant: string;
  readonly userId: string;
  /** The token that upstream has just refused; a source that holds a newer one gives that. */
  readonly refused?: AccessToken;
  /** Time left for it. Unit: ms */
  readonly deadlineMs: number;
}

/**
 * Gives access tokens: at most one renewal in flight for each principal, renewed before they expire.
 *
 * `token` is cold: one token, then complete. It errors with CredentialsRefusedError, after which it does not ask
 * again, or with what its HttpPort errors with.
 */
export interface TokenSource {
  token(request: TokenRequest): Observable<AccessToken>;
}
