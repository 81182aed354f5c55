import { expect } from 'chai';
import { isRight } from 'fp-ts/lib/Either.js';
import { decodeFailures } from '../../lib/model/decodeFailures.js';
import { LeafType } from '../../lib/model/LeafType.js';

const Even = new LeafType('Even', (value): value is number => typeof value === 'number' && value % 2 === 0);

describe('LeafType', () => {
  it('hands back what its predicate takes', () => {
    expect(Even.decode(4)).to.deep.equal({ _tag: 'Right', right: 4 });
    expect(Even.encode(4)).to.equal(4);
  });

  it('refuses the rest under its own name', () => {
    const refused = Even.decode(3);
    expect(isRight(refused)).to.equal(false);
    expect(isRight(refused) ? [] : decodeFailures(refused.left)).to.deep.equal([{ path: '', expected: 'Even' }]);
  });
});
