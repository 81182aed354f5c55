import { expect } from 'chai';
import { EntryWire } from '../../../../lib/aggregators/yodlee/wire/EntryWire.js';
import { compileCodec } from '../../../../lib/model/compileCodec.js';
import { wireUser } from '../../../support/yodlee.js';

describe('EntryWire', () => {
  it('can be compiled, and takes entries with and without links', () => {
    const accepts = compileCodec(EntryWire);
    for (const entry of [
      wireUser('ann'),
      { user: { loginName: 'ann' } },
      { user: { loginName: 'ann', x: 1 }, links: null, y: 2 },
    ]) {
      expect([accepts?.(entry), EntryWire.is(entry)]).to.deep.equal([true, true]);
    }
    for (const entry of [{}, { user: {} }, { user: { loginName: 'ab' } }, { user: { loginName: 'ann' }, links: [7] }]) {
      expect(accepts?.(entry)).to.equal(false);
    }
  });
});
