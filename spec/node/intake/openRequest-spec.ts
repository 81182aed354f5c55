import { expect } from 'chai';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { openRequest } from '../../../lib/node/intake/openRequest.js';

describe('openRequest', () => {
  const message = new IncomingMessage(new Socket());

  it('takes a request of node:http as it is', () => {
    expect(openRequest(message)).to.deep.equal({ message, body: undefined, rawBody: undefined });
  });

  it('finds what a body parser left on an Express request', () => {
    const request = Object.assign(new IncomingMessage(new Socket()), { body: { a: 1 }, rawBody: Buffer.from('raw') });
    expect(openRequest(request)).to.include({ message: request, body: request.body, rawBody: request.rawBody });
  });

  it('takes the request of node:http out of Fastify’s', () => {
    expect(openRequest({ raw: message, body: 'parsed' })).to.include({ message, body: 'parsed' });
  });
});
