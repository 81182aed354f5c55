import type { HttpRequest } from '../ports/HttpPort.js';

/** Marbles by route: one diagram for each request in turn, of which the last one serves all further requests. */
export type HttpScript = Readonly<Record<string, string | readonly string[]>>;

/** Finds the key of the script that a request belongs to. */
export type FindRoute = (request: HttpRequest) => string | undefined;

/**
 * Reads the keys of a script. A key is `GET /queues/7`, with or without a query, where `*` stands for one segment and a
 * version prefix such as `/v2.1` may be left out; or it is an operation, such as `read queue`.
 *
 * The most exact key wins: with a query, without, with stars, operation.
 *
 * @param keys of the script
 * @example
 * findRoute(['GET /connections/*'])(request); // 'GET /connections/*'
 */
export function findRoute(keys: readonly string[]): FindRoute {
  const routes = keys.map((key) => ({ key, pattern: patternOf(key) }));
  return (request) => {
    const { method, url } = request;
    const short = url.pathname.replace(/^\/v\d+(\.\d+)*(?=\/)/, '');
    const exact = [url.pathname, short].flatMap((path) => [`${method} ${path}${url.search}`, `${method} ${path}`]);
    const starred = routes.find(
      ({ key, pattern }) =>
        key.includes('*') && [url.pathname, short].some((path) => pattern.test(`${method} ${path}`)),
    );
    return exact.find((key) => keys.includes(key)) ?? starred?.key ?? keys.find((key) => key === request.operation);
  };
}

function patternOf(key: string): RegExp {
  const parts = key.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
