import { expect } from 'chai';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { readBody } from '../../lib/node/readBody.js';
import { caught } from '../support/caught.js';
import { tryRequest } from '../support/tryRequest.js';

const request = (maxBytes: number) => tryRequest('https://api.example', { maxBytes });
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('readBody', () => {
  it('joins the pieces, unpacked', async () => {
    const packed = gzipSync('hello world');
    const pieces = [packed.subarray(0, 5), packed.subarray(5)];
    expect(text(await readBody(Readable.from(pieces), ' GZIP ', request(64)))).to.equal('hello world');
    expect(text(await readBody(Readable.from([Buffer.from('a'), Buffer.from('b')]), 'identity', request(64)))).to.equal(
      'ab',
    );
    expect(await readBody(Readable.from([]), '', request(0))).to.have.length(0);
  });

  it('stops at the cap, counted after unpacking, and lets go of the source', async () => {
    const source = Readable.from([gzipSync(Buffer.alloc(100_000))]);
    expect(await caught(() => readBody(source, 'gzip', request(1_000)))).to.include({ name: 'ResponseTooLargeError' });
    expect(source.destroyed).to.equal(true);
  });

  it('rejects when the packed body breaks off', async () => {
    expect(
      await caught(() => readBody(Readable.from([gzipSync('hello').subarray(0, 9)]), 'gzip', request(64))),
    ).to.include({ code: 'Z_BUF_ERROR' });
  });
});
