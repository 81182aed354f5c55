import { isAggregationError } from '../../index.js';
import { SETTINGS } from '../settings/SETTINGS.js';

const TOKEN_OPERATION = 'get token';
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
    return 'Does the base URL end in its version, such as /v2.1?';
  }
  if (error.name !== 'UpstreamUnreachableError' || !NOBODY_THERE.has(error.code)) return undefined;
  const { variable } = error.operation === TOKEN_OPERATION ? SETTINGS.authUrl : SETTINGS.baseUrl;
  return `Or check ${variable}.`;
}
