import type { Server } from 'node:http';

/**
 * Makes a server listen on loopback.
 *
 * @param server the server
 * @param port 0 = any
 * @returns the port it got; rejects when the port is taken
 * @example
 * const port = await listen(server, 0);
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
