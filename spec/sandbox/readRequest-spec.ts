import { createServer, request } from 'node:http';
import { expect } from 'chai';
import type { SandboxRequest } from '../../lib/sandbox/core/SandboxRequest.js';
import { listen } from '../../lib/sandbox/listen.js';
import { MAX_BODY_BYTES, readRequest } from '../../lib/sandbox/readRequest.js';

const sent = async (body: string): Promise<SandboxRequest | undefined> => {
  let read: SandboxRequest | undefined;
  const server = createServer((message, response) => {
    void readRequest(message, 'auth').then((whole) => {
      read = whole;
      response.end();
    });
  });
  const port = await listen(server, 0);
  await new Promise<void>((resolve, reject) => {
    const out = request(
      { port, host: '127.0.0.1', method: 'POST', path: '/token?x=1', headers: { 'X-Mixed': 'A' } },
      (answer) => {
        answer.resume().on('end', resolve);
      },
    );
    out.on('error', reject).end(body);
  });
  await new Promise((resolve) => server.close(resolve));
  return read;
};

describe('readRequest', () => {
  it('hands over method, target, lower-case headers and text', async () => {
    const read = await sent('{"é":1}');
    expect(read).to.deep.include({ origin: 'auth', method: 'POST', target: '/token?x=1', body: '{"é":1}' });
    expect(read?.headers['x-mixed']).to.equal('A');
  });

  it('gives up on a body that is too large', async () => {
    expect(await sent('x'.repeat(MAX_BODY_BYTES + 1))).to.equal(undefined);
  });
});
