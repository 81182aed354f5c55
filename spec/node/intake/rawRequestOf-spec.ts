import { expect } from 'chai';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { bodyOf } from '../../../lib/node/intake/bodyOf.js';
import { rawRequestOf } from '../../../lib/node/intake/rawRequestOf.js';

function requestOf(own: object) {
  const message = Object.assign(new IncomingMessage(new Socket()), { method: 'POST', url: '/a', headers: {} }, own);
  return rawRequestOf({ message }, bodyOf(message));
}

describe('rawRequestOf', () => {
  it('gives the path as it was sent, without its query', () => {
    expect(requestOf({ url: '/hooks/s%20?x=/y?z' }).path).to.equal('/hooks/s%20');
    expect(requestOf({ url: '//hooks/../s' }).path).to.equal('//hooks/../s');
  });

  it('gives the whole path where a router has cut it', () => {
    expect(requestOf({ url: '/s', originalUrl: '/hooks/s?x' }).path).to.equal('/hooks/s');
  });

  it('makes one value of several', () => {
    const { headers } = requestOf({
      headers: { 'x-forwarded-for': '1, 2', 'set-cookie': ['a', 'b'], gone: undefined },
    });
    expect(headers).to.deep.equal({ 'x-forwarded-for': '1, 2', 'set-cookie': 'a, b' });
  });

  it('gives no address when the socket has none any more', () => {
    expect(requestOf({}).remoteAddress).to.equal('');
  });
});
