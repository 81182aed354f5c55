import type { TokenRequest } from '../../lib/ports/TokenSource.js';

/** A request for a token, for specs. */
export function tokenRequest(changes: Partial<TokenRequest> = {}): TokenRequest {
  return { tenant: 'default', userId: 'ann', deadlineMs: 30_000, ...changes };
}
