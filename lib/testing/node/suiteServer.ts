import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { firstValueFrom, Subject, timeout, from } from 'rxjs';

/** A request as the server of the suite got it. */
export interface ArrivedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server on loopback for one case of a suite. */
export interface SuiteServer {
  /** Where the port under test is sent to: the server itself, or what stands before it. */
  readonly origin: string;
  /** Port of the server itself. */
  readonly port: number;
  readonly arrived: readonly ArrivedRequest[];
  /** TCP connections so far. */
  readonly connections: () => number;
  /** Resolves when a client breaks off before its answer is complete; rejects after 3 s. */
  readonly brokenOff: () => Promise<unknown>;
}

/** Puts something between the port under test and the server, such as a fault proxy. */
export type Via = (targetPort: number) => Promise<{ readonly port: number; close(): Promise<void> }>;

/** Answers one request; the body has been read. */
export type Answer = (response: ServerResponse, request: ArrivedRequest) => void;

const PATIENCE_MS = 3_000;

/**
 * Runs a server on loopback for as long as `use` takes, then frees every socket.
 *
 * @param answer answers each request
 * @param use gets the server
 * @param via what stands before it
 * @example
 * await withServer((response) => response.end('hello'), async ({ origin }) => { await fetch(origin); });
 */
export async function withServer(
  answer: Answer,
  use: (server: SuiteServer) => Promise<void>,
  via?: Via,
): Promise<void> {
  const arrived: ArrivedRequest[] = [];
  const broken = new Subject<void>();
  let connections = 0;
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) broken.next();
    });
    const take = (body: string): void => {
      const { method, url, headers } = request;
      arrived.push({ method, url, headers, body });
      answer(response, { method, url, headers, body });
    };
    // A client that leaves in mid-body is one of the things under test: it gets no answer, and fails no other case.
    void bodyOf(request).then(take, () => undefined);
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  const before = await via?.(port);
  try {
    await use({
      origin: `http://127.0.0.1:${String(before?.port ?? port)}`,
      port,
      arrived,
      connections: () => connections,
      brokenOff: () => soon(firstValueFrom(broken)),
    });
  } finally {
    await before?.close();
    server.closeAllConnections();
    server.close();
  }
}

/**
 * Waits for something that must happen soon; rejects after 3 s.
 *
 * @param promise what is waited for
 * @example
 * await soon(server.brokenOff());
 */
export function soon<T>(promise: Promise<T>): Promise<T> {
  return firstValueFrom(from(promise).pipe(timeout(PATIENCE_MS)));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let body = '';
  request.on('data', (text: string) => (body += text));
  await once(request, 'end');
  return body;
}
