import { matchRoute } from '../../endpoints/matchRoute.js';
import { readTarget } from '../../endpoints/readTarget.js';
import type { Content } from '../../endpoints/Call.js';
import type { SandboxRequest } from '../../SandboxRequest.js';
import { type YodleeRoute, YODLEE_ROUTES } from './YODLEE_ROUTES.js';

/** A route with the values of its parameters, or the refusal of a request that has none. */
export type YodleeRouteMatch =
  | { readonly route: YodleeRoute; readonly ids: readonly string[]; readonly query: ReadonlyMap<string, string> }
  | { readonly refused: Content };

/** Where the notification service is on the origin of the API. */
export const YODLEE_BASE = '/ysl';

/**
 * Finds the endpoint of a request below `/ysl`; of a parameter given twice the last counts, unknown ones are ignored.
 *
 * @param request the request
 * @example
 * findYodleeRoute({ origin: 'api', method: 'GET', target: '/ysl/accounts', headers: {}, body: '' });
 */
export function findYodleeRoute({ method, target }: SandboxRequest): YodleeRouteMatch {
  const read = readTarget(target);
  if (read === undefined) return { refused: { status: 400, body: '' } };
  const match = matchRoute(YODLEE_ROUTES, method, read.segments.slice(1));
  if (match.kind === 'nowhere') return { refused: { status: 404, body: '' } };
  if (match.kind === 'wrongMethod') return { refused: { status: 405, body: '', headers: { allow: match.allow } } };
  return { route: match.route, ids: match.ids, query: new Map(read.query) };
}
