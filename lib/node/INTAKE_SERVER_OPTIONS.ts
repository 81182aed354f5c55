/**
 * What a server that anybody can reach should not go without: Node's own defaults wait 60 s for headers, 300 s for a
 * body, and set no bound to connections.
 *
 * Half of them are read when the server is made and half when it runs, so give them to both. Units: ms, headers, bytes,
 * connections.
 *
 * @example
 * const server = createServer(INTAKE_SERVER_OPTIONS, (request, response) => void listener(request, response));
 * Object.assign(server, INTAKE_SERVER_OPTIONS).listen(8080);
 */
export const INTAKE_SERVER_OPTIONS = {
  /** A client that drips its headers is let go. */
  headersTimeout: 10_000,
  /** The largest body needs 2.2 MB/s for it. */
  requestTimeout: 30_000,
  /** Both limits are looked at so often. */
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 5_000,
  maxHeadersCount: 64,
  maxHeaderSize: 16_384,
  maxConnections: 2_048,
  /** What two servers could read differently is refused, whatever the command line says. */
  insecureHTTPParser: false,
} as const;
