import { isAggregationError } from '../../index.js';
import { SETTINGS } from '../settings/SETTINGS.js';

const TOKEN_OPERATION = 'get token';
const BASE_PLACE = `${SETTINGS.baseUrl.variable} (or --base-url)`;
const AUTH_PLACE = `${SETTINGS.authUrl.variable} (or --auth-url)`;
const NO_TLS: ReadonlySet<string> = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER']);
const NOBODY_THERE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Names the setting that an error may come from, as a sentence; nothing when no setting is likely.
 *
 * @param error what was thrown
 * @example
 * hintFor(new NotFoundError('list connections', 404)); // 'Does the base URL end in its version, such as /v2.1?'
 */
export function hintFor(error: unknown): string | undefined {
  if (!isAggregationError(error)) return undefined;
  if (error.name === 'NotFoundError') {
    if (error.operation === TOKEN_OPERATION) return `Does ${SETTINGS.authUrl.variable} name the authorization server?`;
    return `Does the base URL end in its version, such as /v2.1, and is the user (--user-id, ${SETTINGS.userId.variable}) right?`;
  }
  if (error.name === 'CircuitOpenError') return hintFor(error.cause);
  if (error.name !== 'UpstreamUnreachableError') return undefined;
  const place = error.operation === TOKEN_OPERATION ? AUTH_PLACE : BASE_PLACE;
  if (NO_TLS.has(error.code)) return `Or check ${place}: is it https where http is spoken?`;
  return NOBODY_THERE.has(error.code) ? `Or check ${place}.` : undefined;
}
