import { catchError, map, type Observable } from 'rxjs';
import { isAggregationError } from '../../index.js';
import { undiciHttpPort } from '../../node/index.js';
import { EndingError } from '../EndingError.js';
import { EXIT } from '../EXIT.js';
import { SETTINGS } from '../settings/SETTINGS.js';

const DEADLINE_MS = 5_000;
const MOST_ANSWER_BYTES = 65_536;
const ELSEWHERE = '--no-probe leaves the look out, for a URL that only upstream can reach.';

/**
 * Looks whether a receiver with our secret answers under the callback URL, as upstream will; completes when it does.
 *
 * Upstream itself takes a URL for well under which something else answers. Errors: EndingError, without the secret: 69
 * when nobody is reached, 78 when another secret, or something else, is there.
 *
 * @param url the callback URL
 * @param baseUrl what of it may be shown
 * @example
 * probeCallback(callbackUrl(baseUrl, secret), baseUrl).subscribe({ complete: () => console.log('there') });
 */
export function probeCallback(url: string, baseUrl: string): Observable<void> {
  const request = { operation: 'look at the callback URL', method: 'GET', url: new URL(url), headers: {} } as const;
  const http = undiciHttpPort({ origins: [baseUrl] });
  const limits = { deadlineMs: DEADLINE_MS, maxBytes: MOST_ANSWER_BYTES };
  return http.request({ ...request, ...limits }).pipe(
    catchError((error: unknown) => {
      throw refusalOf(error, baseUrl);
    }),
    map(({ status }) => {
      if (status !== 200) throw answered(status, baseUrl);
    }),
  );
}

function refusalOf(error: unknown, baseUrl: string): unknown {
  if (!isAggregationError(error)) return error;
  switch (error.name) {
    case 'UpstreamUnreachableError':
      return unreached(baseUrl, error.code);
    case 'UpstreamTimeoutError':
      return unreached(baseUrl, `no answer within ${String(DEADLINE_MS / 1_000)} s`);
    case 'RedirectRefusedError':
      return answered(error.status, baseUrl);
    default:
      return error;
  }
}

function unreached(baseUrl: string, why: string): EndingError {
  const todo = `Start serve, or mend the proxy before it or ${SETTINGS.callbackBaseUrl.variable}, and subscribe again.`;
  return new EndingError(
    `the callback URL under ${baseUrl} cannot be reached (${why}). ${todo} ${ELSEWHERE}`,
    EXIT.unavailable,
  );
}

function answered(status: number, baseUrl: string): EndingError {
  const { variable } = SETTINGS.callbackSecret;
  const why =
    status === 404
      ? `Does serve run with another ${variable}? Give both the same, and subscribe again.`
      : 'Is it serve that answers there? Mend the proxy before it, or the base URL, and subscribe again.';
  return new EndingError(
    `the callback URL under ${baseUrl} answered ${String(status)}, not 200. ${why} ${ELSEWHERE}`,
    EXIT.configuration,
  );
}
