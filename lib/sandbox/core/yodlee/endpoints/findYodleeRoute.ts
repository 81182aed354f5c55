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
  const segments = read.segments.slice(1);
  const fitting = YODLEE_ROUTES.filter(({ path }) => fits(path.split('/'), segments));
  const literal = fitting.filter(({ path }) => path === segments.join('/'));
  const here = literal.length > 0 ? literal : fitting;
  const route = here.find((one) => one.method === method);
  if (here.length === 0) return { refused: { status: 404, body: '' } };
  if (route === undefined) {
    const allow = [...new Set(here.map((one) => one.method))].join(', ');
    return { refused: { status: 405, body: '', headers: { allow } } };
  }
  const ids = segments.filter((_, index) => route.path.split('/')[index] === '*');
  return { route, ids, query: new Map(read.query) };
}

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((part, index) => (part === '*' ? segments[index] !== '' : part === segments[index]));
