import { expect } from 'chai';
import fc from 'fast-check';
import { type DedupeOptions, readDeduper } from '../../lib/operators/readDeduper.js';

interface Item {
  readonly id: number;
  readonly type?: string;
}

const options: DedupeOptions<Item> = {
  keyOf: ({ id }) => id,
  fingerprintOf: ({ type = '' }) => type,
};
const items = (...ids: readonly number[]): readonly Item[] => ids.map((id) => ({ id }));

describe('readDeduper', () => {
  it('keeps of each read what neither it nor an earlier one has brought', () => {
    const freshIn = readDeduper(options);
    expect(freshIn(items(1, 2))).to.deep.equal({ fresh: items(1, 2), duplicates: 0 });
    expect(freshIn(items(1, 2, 3, 3))).to.deep.equal({ fresh: items(3), duplicates: 3 });
  });

  it('takes what was seen before for the read before the first', () => {
    const freshIn = readDeduper({ ...options, seen: ['1', '2'] });
    expect(freshIn(items(1, 2, 3)).fresh).to.deep.equal(items(3));
  });

  it('tells keys that were given away anew by their stamp, too', () => {
    interface Dated extends Item {
      readonly at?: number;
    }
    const freshIn = readDeduper<Dated>({ ...options, stampOf: ({ at = NaN }) => at });
    freshIn([{ id: 1 }, { id: 2, at: 5 }]);
    expect(freshIn([{ id: 1 }, { id: 2, at: 5 }])).to.deep.equal({ fresh: [], duplicates: 2 });
    expect(freshIn([{ id: 1 }, { id: 2, at: 6 }])).to.deep.include({ duplicates: 1, gap: 'idReused' });
  });

  it('has a memory of its own each time it is made', () => {
    readDeduper(options)(items(1));
    expect(readDeduper(options)(items(1)).fresh).to.deep.equal(items(1));
  });

  it('tells keys that were given away anew, and a newest value that is gone', () => {
    const freshIn = readDeduper(options);
    freshIn(items(1, 2));
    expect(freshIn([{ id: 1 }, { id: 2, type: 'other' }]).gap).to.equal('idReused');
    const again = readDeduper(options);
    again(items(1, 2));
    expect(again(items(1, 3)).gap).to.equal('truncated');
  });

  it('hands out every value of a growing queue exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 20 }), (steps) => {
        const freshIn = readDeduper(options);
        let length = 0;
        const fresh = steps.flatMap((more) => {
          length += more;
          return freshIn(items(...Array.from({ length }, (_, n) => n))).fresh.map(({ id }) => id);
        });
        expect(fresh).to.deep.equal(Array.from({ length }, (_, n) => n));
      }),
    );
  });
});
