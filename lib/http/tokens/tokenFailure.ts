import { CredentialsRefusedError } from '../../errors/CredentialsRefusedError.js';
import { statusFailure } from '../../errors/statusFailure.js';
import { jsonIn } from '../../model/jsonIn.js';
import { fieldOf } from '../../ports/fieldOf.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { retryAfterOf } from '../../ports/retryAfterOf.js';
import { TOKEN_OPERATION } from './TOKEN_OPERATION.js';

/**
 * Gives the error that a token endpoint's refusal stands for: 400 and 401 end all attempts, 429 and 5xx do not.
 *
 * Of the body only the OAuth2 `error` code is taken, and only if it looks like one; a description may hold a login name.
 *
 * @param response any answer that is not 2xx
 * @param now the caller's clock, for a Retry-After that is a date and comes without `Date`. Unit: ms since the epoch
 * @example
 * tokenFailure(response, scheduler.now()).name; // 'CredentialsRefusedError'
 */
export function tokenFailure(response: HttpResponse, now: number): Error {
  const { status } = response;
  if (status === 400 || status === 401) return new CredentialsRefusedError(status, reasonOf(response.body));
  return statusFailure(TOKEN_OPERATION, status, retryAfterOf(response, now));
}

function reasonOf(body: Uint8Array): string {
  const reason = fieldOf(jsonIn(body), 'error');
  return typeof reason === 'string' && /^[a-z_]{1,40}$/.test(reason) ? reason : 'no reason given';
}
