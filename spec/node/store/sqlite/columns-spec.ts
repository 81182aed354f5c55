import { expect } from 'chai';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { jsonOf, maybeNumberOf, numberOf, textOf } from '../../../../lib/node/store/sqlite/columns.js';

describe('columns', () => {
  const row = { n: 1, big: 2n, text: '{"a":1}', none: null, odd: 'x{' };

  it('reads what is there', () => {
    expect([numberOf(row, 'n'), numberOf(row, 'big'), textOf(row, 'odd')]).to.deep.equal([1, 2, 'x{']);
    expect(jsonOf(row, 'text')).to.deep.equal({ a: 1 });
    expect([maybeNumberOf(row, 'none'), maybeNumberOf(undefined, 'n'), maybeNumberOf(row, 'n')]).to.deep.equal([
      undefined,
      undefined,
      1,
    ]);
  });

  it('says corrupt for what cannot be there', () => {
    const reads = [
      () => numberOf(row, 'text'),
      () => numberOf(undefined, 'n'),
      () => textOf(row, 'n'),
      () => jsonOf(row, 'odd'),
      () => maybeNumberOf(row, 'odd'),
    ];
    for (const read of reads) expect(read).to.throw(StoreUnavailableError).with.property('fault', 'corrupt');
  });
});
