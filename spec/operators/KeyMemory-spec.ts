import { expect } from 'chai';
import fc from 'fast-check';
import { KeyMemory } from '../../lib/operators/KeyMemory.js';

describe('KeyMemory', () => {
  it('never remembers more keys than the last two reads that were not empty held', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(50), { maxLength: 20 }), { maxLength: 30 }), (reads) => {
        const memory = new KeyMemory(['a', 'b']);
        let before: number[] = [];
        let last: number[] = [];
        for (const [i, read] of reads.entries()) {
          memory.beginRead();
          for (const key of read) memory.meet(String(key), key % 3 === 0 ? i : 0);
          memory.endRead();
          if (read.length > 0) [before, last] = [last, read];
          const bound = new Set([...before, ...last]).size;
          expect(memory.size).to.be.at.most(before.length === 0 ? bound + 2 : bound);
        }
      }),
    );
  });

  it('stays flat over a million keys', () => {
    const memory = new KeyMemory();
    for (let read = 0; read < 10_000; read += 1) {
      memory.beginRead();
      for (let i = 0; i < 110; i += 1) memory.meet(String(read * 100 + i), 'SYNC');
      expect(memory.endRead()).to.equal(undefined);
      expect(memory.size).to.be.at.most(220);
    }
  });

  it('keeps the bound over a key that is given away anew with each read', () => {
    const memory = new KeyMemory();
    for (let read = 0; read < 1_000; read += 1) {
      memory.beginRead();
      expect(memory.meet('1', read)).to.equal(true);
      expect(memory.endRead()).to.equal(read === 0 ? undefined : 'idReused');
    }
    memory.beginRead();
    expect(memory.meet('1', 10)).to.equal(true); // long forgotten
    expect(memory.meet('1', 999)).to.equal(false);
  });

  it('learns the fingerprint of what was seen when it meets it', () => {
    const memory = new KeyMemory(['1']);
    for (const [fingerprint, isNew] of [
      ['a', false],
      ['a', false],
      ['b', true],
    ] as const) {
      memory.beginRead();
      expect(memory.meet('1', fingerprint)).to.equal(isNew);
      memory.endRead();
    }
  });

  it('takes NaN for a fingerprint like any other', () => {
    const memory = new KeyMemory();
    memory.beginRead();
    expect([memory.meet('1', NaN), memory.meet('1', NaN)]).to.deep.equal([true, false]);
    expect(memory.endRead()).to.equal(undefined);
  });
});
