import { isAggregationError } from '../../index.js';
import type { Pipeline } from '../pipelineOf.js';
import { SETTINGS } from '../settings/SETTINGS.js';

const TOKEN_OPERATION = 'get token';
const NO_TLS: ReadonlySet<string> = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER']);
const NOBODY_THERE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
const FULL = 'Free the disk on which the file is.';
const CLIENT = `${SETTINGS.yodleeClientId.variable} and ${SETTINGS.yodleeClientSecret.variable}`;
const IN_USE = 'Stop serve first, or whatever else has the file open: a file has one writer.';

/**
 * Says as a sentence which setting an error may come from, or what to do first; nothing when that is not known.
 *
 * @param error what was thrown
 * @param pipeline whose settings are in use
 * @example
 * hintFor(new NotFoundError('list connections', 404)); // 'Does the base URL end in its version, such as /v2.1?'
 */
export function hintFor(error: unknown, pipeline: Pipeline = 'oxlin'): string | undefined {
  if (!isAggregationError(error)) return undefined;
  switch (error.name) {
    case 'CircuitOpenError':
      return hintFor(error.cause, pipeline);
    case 'StoreUnavailableError':
      return error.fault === 'full' ? FULL : error.fault === 'locked' ? IN_USE : undefined;
    case 'NotFoundError':
      return NOT_FOUND[pipeline](error.operation);
    case 'UpstreamUnreachableError': {
      const place = PLACE[pipeline](error.operation);
      if (NO_TLS.has(error.code)) return `Or check ${place}: is it https where http is spoken?`;
      return NOBODY_THERE.has(error.code) ? `Or check ${place}.` : undefined;
    }
    case 'CredentialsRefusedError':
      return pipeline === 'yodlee' ? `Check ${CLIENT}.` : undefined;
    case 'UpstreamRefusedError':
      return error.reason === 'adminTokenNeeded' ? `Check ${SETTINGS.yodleeAdminLogin.variable}.` : undefined;
    default:
      return undefined;
  }
}

type OfOperation = Readonly<Record<Pipeline, (operation: string) => string>>;

const NOT_FOUND: OfOperation = {
  oxlin: (operation) =>
    operation === TOKEN_OPERATION
      ? `Does ${SETTINGS.authUrl.variable} name the authorization server?`
      : `Does the base URL end in its version, such as /v2.1, and is the user (--user-id, ${SETTINGS.userId.variable}) right?`,
  yodlee: () => `Does ${SETTINGS.yodleeBaseUrl.variable} (or --base-url) end in its path, such as /ysl?`,
};

/** Yodlee gives tokens where it gives data. */
const PLACE: OfOperation = {
  oxlin: (operation) =>
    operation === TOKEN_OPERATION
      ? `${SETTINGS.authUrl.variable} (or --auth-url)`
      : `${SETTINGS.baseUrl.variable} (or --base-url)`,
  yodlee: () => `${SETTINGS.yodleeBaseUrl.variable} (or --base-url)`,
};
