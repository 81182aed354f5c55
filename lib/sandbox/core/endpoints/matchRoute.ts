/** Where an endpoint is. */
export interface Place {
  readonly method: string;
  /** Path below the base; `*` stands for one id. */
  readonly path: string;
}

/** The route that fits, with the values of its parameters; or the methods there are; or no such path. */
export type MatchedRoute<R extends Place> =
  | { readonly kind: 'found'; readonly route: R; readonly ids: readonly string[] }
  | { readonly kind: 'wrongMethod'; readonly allow: string }
  | { readonly kind: 'nowhere' };

/**
 * Finds the route of a path; a literal path comes before one with ids.
 *
 * @param routes where to look
 * @param method HTTP method
 * @param segments the path below the base, decoded
 * @example
 * matchRoute(ROUTES, 'GET', ['users', 'me']).kind; // 'found'
 */
export function matchRoute<R extends Place>(
  routes: readonly R[],
  method: string,
  segments: readonly string[],
): MatchedRoute<R> {
  const fitting = routes.filter(({ path }) => fits(path.split('/'), segments));
  const literal = fitting.filter(({ path }) => path === segments.join('/'));
  const here = literal.length > 0 ? literal : fitting;
  const route = here.find((one) => one.method === method);
  if (here.length === 0) return { kind: 'nowhere' };
  if (route === undefined) {
    return { kind: 'wrongMethod', allow: [...new Set(here.map((one) => one.method))].join(', ') };
  }
  return { kind: 'found', route, ids: segments.filter((_, index) => route.path.split('/')[index] === '*') };
}

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((part, index) => (part === '*' ? segments[index] !== '' : part === segments[index]));
