import type { SandboxRequest } from '../SandboxRequest.js';
import type { Content } from './Call.js';
import { refusal } from './content.js';
import { type MatchedRoute, matchRoute } from './matchRoute.js';
import { readTarget } from './readTarget.js';
import { type Route, ROUTES } from './ROUTES.js';

/** A route with the values of its parameters, or the refusal of a request that has none. */
export type RouteMatch =
  | { readonly route: Route; readonly ids: readonly string[]; readonly query: ReadonlyMap<string, string> }
  | { readonly refused: Content };

/**
 * Finds the endpoint of a request, strictly: an unknown path is 404, a wrong method 405 with `Allow`, a query
 * parameter that is not documented or is given twice 400.
 *
 * @param request the request
 * @example
 * findRoute({ origin: 'api', method: 'GET', target: '/v2.1/accounts?page=1', headers: {}, body: '' });
 */
export function findRoute(request: SandboxRequest): RouteMatch {
  const target = readTarget(request.target);
  if (target === undefined) return { refused: refusal(400, 'malformed request target') };
  const segments = pathBelowBase(request, target.segments);
  const here = ROUTES.filter(({ origin }) => origin === request.origin);
  const match: MatchedRoute<Route> =
    segments === undefined ? { kind: 'nowhere' } : matchRoute(here, request.method, segments);
  if (match.kind === 'nowhere') return { refused: refusal(404, 'no such resource') };
  if (match.kind === 'wrongMethod') return { refused: refusal(405, 'method not allowed', { allow: match.allow }) };
  const { route, ids } = match;
  const query = new Map(target.query);
  const unknown = [...query.keys()].find((name) => !route.parameters.includes(name));
  if (unknown !== undefined) return { refused: refusal(400, 'unknown query parameter') };
  if (query.size < target.query.length) return { refused: refusal(400, 'query parameter given twice') };
  return { route, ids, query };
}

const pathBelowBase = ({ origin }: SandboxRequest, segments: readonly string[]): readonly string[] | undefined => {
  if (origin === 'auth') return segments;
  return segments[0] === 'v2.1' ? segments.slice(1) : undefined;
};
