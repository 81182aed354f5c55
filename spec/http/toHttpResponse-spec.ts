import { expect } from 'chai';
import { toHttpResponse } from '../../lib/http/toHttpResponse.js';
import { tryRequest } from '../support/tryRequest.js';

const request = tryRequest('https://api.example', { maxBytes: 4 });
const answer = (data: unknown, status = 200): { status: number; headers: unknown; data: unknown } => ({
  status,
  headers: {},
  data,
});

describe('toHttpResponse', () => {
  it('takes bytes, buffers, text and nothing', () => {
    const bodies = [new Uint8Array([104, 105]), new Uint8Array([104, 105]).buffer, 'hi', Buffer.from('hi')];
    for (const data of bodies) expect(Array.from(toHttpResponse(answer(data), request).body)).to.deep.equal([104, 105]);
    for (const data of [undefined, null, '']) expect(toHttpResponse(answer(data), request).body).to.have.length(0);
  });

  it('refuses what an adapter has parsed already', () => {
    expect(() => toHttpResponse(answer({ parsed: true }), request)).to.throw(/bytes or text/);
  });

  it('holds adapters to the cap that know none, in bytes and not in letters', () => {
    expect(() => toHttpResponse(answer('ééé'), request)).to.throw(/larger than 4 bytes/);
  });

  it('P11: refuses every 3xx, and status 0, behind which browsers hide redirects', () => {
    for (const status of [0, 300, 304, 399]) {
      expect(() => toHttpResponse(answer('', status), request)).to.throw(/redirect refused/);
    }
  });

  it('lowers header names, joins lists and leaves out what is empty or no header', () => {
    const headers = { 'X-A': 'b', list: ['c', 'd'], n: 7, none: undefined, nil: null, set: () => 1 };
    expect(toHttpResponse({ status: 200, headers, data: '' }, request).headers).to.deep.equal({
      'x-a': 'b',
      list: 'c, d',
      n: '7',
    });
    expect(toHttpResponse({ status: 200, headers: undefined, data: '' }, request).headers).to.deep.equal({});
  });
});
