import { createServer, get } from 'node:http';
import { expect } from 'chai';
import type { SandboxAnswer } from '../../lib/sandbox/core/SandboxAnswer.js';
import { listen } from '../../lib/sandbox/listen.js';
import { sendAnswer } from '../../lib/sandbox/sendAnswer.js';

const ANSWER: SandboxAnswer = { status: 200, headers: { 'x-a': 'b' }, body: '["é"]', delayMs: 0 };

const received = async (answer: SandboxAnswer, patienceMs?: number): Promise<unknown> => {
  const server = createServer((_, response) => sendAnswer(answer, response));
  const port = await listen(server, 0);
  const seen = await new Promise<unknown>((resolve) => {
    const out = get({ port, host: '127.0.0.1', agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('error', () => resolve(['cut', body.length]));
      response.on('end', () =>
        resolve([response.statusCode, response.headers['x-a'], response.headers['content-length'], body]),
      );
    });
    out.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    if (patienceMs !== undefined) out.setTimeout(patienceMs, () => out.destroy());
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return seen;
};

describe('sendAnswer', () => {
  it('sends status, headers and body', async () => {
    expect(await received(ANSWER)).to.deep.equal([200, 'b', '6', '["é"]']);
  });

  it('sends 204 without a body or its length', async () => {
    expect(await received({ ...ANSWER, status: 204, body: '' })).to.deep.equal([204, 'b', undefined, '']);
  });

  it('destroys the connection for a reset', async () => {
    expect(await received({ ...ANSWER, fault: 'reset' })).to.equal('ECONNRESET');
  });

  it('cuts the body in the middle', async () => {
    expect(await received({ ...ANSWER, body: 'x'.repeat(1_000), fault: 'truncate' })).to.deep.equal(['cut', 500]);
  });

  it('says nothing for a hang', async () => {
    expect(await received({ ...ANSWER, fault: 'hang' }, 30)).to.equal('ECONNRESET');
  });
});
