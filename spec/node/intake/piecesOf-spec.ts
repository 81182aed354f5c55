import { expect } from 'chai';
import { lastValueFrom, take, toArray } from 'rxjs';
import { piecesOf } from '../../../lib/node/intake/piecesOf.js';

const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

describe('piecesOf', () => {
  it('gives all bytes in order, in pieces of a socket', async () => {
    const bytes = Uint8Array.from({ length: 150_000 }, (_, at) => at % 251);
    const pieces = await lastValueFrom(piecesOf(bytes).body.pipe(toArray()));
    expect(pieces.map(({ byteLength }) => byteLength)).to.deep.equal([65_536, 65_536, 18_928]);
    expect(Buffer.concat(pieces).equals(bytes)).to.equal(true);
  });

  it('ends without a piece when there is nothing', async () => {
    expect(await lastValueFrom(piecesOf(new Uint8Array()).body.pipe(toArray()))).to.deep.equal([]);
  });

  it('waits while it is held back', async () => {
    const { body, flow } = piecesOf(new Uint8Array(200_000));
    const sizes: number[] = [];
    body.subscribe(({ byteLength }) => {
      sizes.push(byteLength);
      if (sizes.length === 1) flow.pause();
    });
    await settled();
    expect(sizes).to.have.length(1);
    flow.resume();
    flow.resume();
    await settled();
    await settled();
    expect(sizes).to.deep.equal([65_536, 65_536, 65_536, 3_392]);
  });

  it('stops when nobody wants the rest', async () => {
    const pieces = piecesOf(new Uint8Array(200_000)).body.pipe(take(1), toArray());
    expect(await lastValueFrom(pieces)).to.have.length(1);
  });
});
