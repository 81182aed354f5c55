import { request } from 'node:http';

/** What came back over a socket. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks a server on a connection of its own. */
export const askSocket = (
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Received> =>
  new Promise((resolve, reject) => {
    const out = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      response.on('error', reject);
    });
    out.on('error', reject).end(body);
  });
