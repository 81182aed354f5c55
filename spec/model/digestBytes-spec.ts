import { expect } from 'chai';
import fc from 'fast-check';
import { digestBytes, digestText, printBytes } from '../../lib/model/digestBytes.js';

describe('digestBytes', () => {
  it('gives 128 bits in hexadecimal', () => {
    expect(digestBytes(new Uint8Array())).to.match(/^[0-9a-f]{32}$/);
  });

  it('gives the same for the same bytes, wherever they lie in memory', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.integer({ min: 0, max: 9 }), (bytes, offset) => {
        const moved = new Uint8Array(bytes.length + offset);
        moved.set(bytes, offset);
        expect(digestBytes(moved.subarray(offset))).to.equal(digestBytes(bytes));
      }),
    );
  });

  it('changes with any single byte, and with one more', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, by) => {
          const changed = Uint8Array.from(bytes);
          changed[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ by;
          expect(digestBytes(changed)).not.to.equal(digestBytes(bytes));
          expect(digestBytes(Uint8Array.from([...bytes, 0]))).not.to.equal(digestBytes(bytes));
        },
      ),
    );
  });

  it('tells a hundred thousand pages apart that differ in two digits', () => {
    const seen = new Set<string>();
    for (let one = 0; one < 316; one++) {
      for (let other = 0; other < 316; other++) {
        seen.add(digestText(`{"id":"${String(one)}","pad":"0123456789ab","at":${String(other)}}`));
      }
    }
    expect(seen.size).to.equal(316 * 316);
  });

  it('depends on the order of words', () => {
    const words = (text: string): string => digestBytes(new Uint8Array(Buffer.from(text)));
    expect(words('aaaabbbbccccddddeeeeffffgggghhhh')).not.to.equal(words('eeeebbbbccccddddaaaaffffgggghhhh'));
  });
});

describe('digestText', () => {
  it('tells texts apart by every code unit', () => {
    expect(digestText('a\u0161')).not.to.equal(digestText('aa'));
    expect(digestText('')).to.match(/^[0-9a-f]{32}$/);
  });
});

describe('printBytes', () => {
  it('tells bytes apart that differ in length or digest, and no others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3, max: 3 }), fc.uint8Array({ maxLength: 3, max: 3 }), (one, other) => {
        const isSame = printBytes(one).join() === printBytes(other).join();
        expect(isSame).to.equal(one.length === other.length && digestBytes(one) === digestBytes(other));
        expect(isSame).to.equal(one.join() === other.join());
      }),
    );
  });
});
