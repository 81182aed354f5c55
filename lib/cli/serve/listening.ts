import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { Observable } from 'rxjs';
import { EndingError } from '../EndingError.js';
import { EXIT } from '../EXIT.js';
import type { Address } from './parseAddress.js';

/** A server to be opened. */
export interface Listener {
  readonly address: Address;
  readonly serve: RequestListener;
  /** Limits, for the server when it is made and when it runs. */
  readonly options?: ServerOptions & { readonly maxConnections?: number };
}

/**
 * Serves HTTP for as long as somebody listens; emits where, once it does. Unsubscribing ends every connection.
 *
 * Errors: EndingError for an address that cannot be had: 69.
 *
 * @param listener where, and what
 * @example
 * listening({ address: { host: '127.0.0.1', port: 0 }, serve }).subscribe(({ port }) => console.log(port));
 */
export function listening({ address, serve, options = {} }: Listener): Observable<Address> {
  return new Observable((subscriber) => {
    const server = Object.assign(createServer(options, serve), options);
    server.once('error', (error) => {
      subscriber.error(refusalOf(error, address));
    });
    server.listen(address.port, address.host, () => {
      subscriber.next({ host: address.host, port: portOf(server, address) });
    });
    return () => {
      server.close(() => undefined);
      server.closeAllConnections();
    };
  });
}

function portOf(server: Server, { port }: Address): number {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

function refusalOf(error: Error, { host, port }: Address): Error {
  const code = 'code' in error ? String(error.code) : error.name;
  const words = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${code})`;
  return new EndingError(`${host}:${String(port)} ${words}`, EXIT.unavailable, { cause: error });
}
