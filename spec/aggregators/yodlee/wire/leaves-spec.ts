import { expect } from 'chai';
import {
  OptionalCount,
  OptionalDecimal,
  OptionalFlag,
  OptionalId,
  OptionalText,
  WireId,
} from '../../../../lib/aggregators/yodlee/wire/leaves.js';

describe('WireId', () => {
  const table = [
    [OptionalText, ['', 'x', null], [7, 'x'.repeat(65_537), {}]],
    [WireId, [7, 'x', '9007199254740993'], ['', null, 1.5, 2 ** 53, 'x'.repeat(257)]],
    [OptionalId, [7, null], ['', 1.5, true]],
    [OptionalDecimal, [0, -1.5, 1e-7, '1234567890123456.78', null], ['x', Infinity, {}]],
    [OptionalFlag, [true, false, null], ['true', 1]],
    [OptionalCount, [0, 7, null], [-1, 1.5, '7']],
  ] as const;
  for (const [leaf, good, bad] of table) {
    it(`and ${leaf.name} take what they should and nothing else`, () => {
      for (const value of good) expect(leaf.is(value), JSON.stringify({ value }).slice(0, 20)).to.equal(true);
      for (const value of bad) expect(leaf.is(value), JSON.stringify({ value }).slice(0, 20)).to.equal(false);
    });
  }
});
