import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { INTAKE_SERVER_OPTIONS } from '../../lib/node/INTAKE_SERVER_OPTIONS.js';
import type { NotificationListener } from '../../lib/node/notificationListener.js';

/** Runs a server on loopback for as long as `use` takes. */
export async function withPort(server: Server, use: (port: number) => Promise<void>): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    await use(typeof address === 'object' && address !== null ? address.port : 0);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The same for a listener under node:http, as the documentation recommends it. */
export async function withListener(
  listener: NotificationListener,
  use: (port: number) => Promise<void>,
): Promise<void> {
  const server = createServer(INTAKE_SERVER_OPTIONS, (request, response) => void listener(request, response));
  await withPort(Object.assign(server, INTAKE_SERVER_OPTIONS), use);
}

/** A client that writes bytes, not requests. */
export interface RawClient {
  readonly socket: Socket;
  /** Everything that came so far. */
  received(): string;
  /** Resolves with everything that came, when the server has closed. */
  readonly closed: Promise<string>;
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (piece: string) => (text += piece));
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(text));
  });
  await once(socket, 'connect');
  return { socket, received: () => text, closed };
}

/** Writes bytes on a connection of their own and gives what comes back until the server closes. */
export async function rawExchange(port: number, bytes: string | Uint8Array): Promise<string> {
  const { socket, closed } = await rawClient(port);
  socket.write(bytes);
  return closed;
}
