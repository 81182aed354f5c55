import { expect } from 'chai';
import { GrowingBytes } from '../../../lib/aggregators/yodlee/GrowingBytes.js';

describe('GrowingBytes', () => {
  it('keeps copies up to the limit and counts the rest', () => {
    const kept = new GrowingBytes();
    const chunk = Uint8Array.from([1, 2, 3]);
    kept.append(chunk, 5);
    chunk.fill(9);
    kept.append(chunk, 5);
    kept.append(chunk, 5);
    expect([...kept.bytes]).to.deep.equal([1, 2, 3, 9, 9]);
    expect(kept.length).to.equal(9);
  });

  it('forgets what is beyond a length, or all', () => {
    const kept = new GrowingBytes();
    kept.append(new Uint8Array(10_000).fill(7), 20_000);
    kept.cutTo(3);
    expect([...kept.bytes]).to.deep.equal([7, 7, 7]);
    kept.append(new Uint8Array(10_000), 20_000);
    kept.clear();
    expect([kept.bytes.length, kept.length]).to.deep.equal([0, 0]);
    kept.append(Uint8Array.from([1]), 10);
    expect([...kept.bytes]).to.deep.equal([1]);
  });
});
