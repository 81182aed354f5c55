import { createServer } from 'node:http';
import { expect } from 'chai';
import { listen } from '../../lib/sandbox/listen.js';

describe('listen', () => {
  it('finds a port on loopback, and rejects when it is taken', async () => {
    const [first, second] = [createServer(), createServer()];
    const port = await listen(first, 0);
    const address = first.address();
    expect(typeof address === 'object' ? address?.address : undefined).to.equal('127.0.0.1');
    const outcome = await listen(second, port).catch((error: unknown) => String(error));
    expect(outcome).to.contain('EADDRINUSE');
    await new Promise((resolve) => first.close(resolve));
  });
});
