import { expect } from 'chai';
import { seenAt, type Telling } from '../../../../../lib/node/store/sqlite/book/seenAt.js';

describe('seenAt', () => {
  const at = (lastUpdated: string | undefined, telling: Telling) => seenAt(lastUpdated, { asOf: 5_000 }, telling);

  it('is the change for what was told, and the reading for what was listed', () => {
    expect(at('1970-01-01T00:00:01Z', 'told')).to.equal(1_000);
    expect(at('1970-01-01T00:00:01Z', 'listed')).to.equal(5_000);
    expect(at(undefined, 'told')).to.equal(5_000);
  });
});
