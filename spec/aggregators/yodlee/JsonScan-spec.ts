import { expect } from 'chai';
import fc from 'fast-check';
import { JsonScan } from '../../../lib/aggregators/yodlee/JsonScan.js';
import { bytesOf, cut } from '../../support/yodlee.js';

/** Length of the value that the text begins with, read in chunks; undefined when it does not end. */
function lengthOf(text: string, lengths: readonly number[]): number | undefined {
  const scan = new JsonScan();
  let before = 0;
  for (const [index, chunk] of cut(bytesOf(text), lengths).entries()) {
    const at = scan.advance(chunk, index === 0 ? scan.begin(chunk, 0) : 0);
    if (!scan.open) return before + at;
    before += chunk.length;
  }
  return undefined;
}

describe('JsonScan', () => {
  it('finds the end of any value in any chunks', () => {
    const value = fc.oneof(
      fc.object(),
      fc.array(fc.jsonValue()),
      fc.string({ unit: 'binary' }),
      fc.constant({ a: '"}]\\"{' }),
    );
    fc.assert(
      fc.property(value, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (json, lengths) => {
        const text = JSON.stringify(json);
        expect(lengthOf(`${text},"more"]}`, lengths)).to.equal(bytesOf(text).length);
      }),
    );
  });

  it('ends a bare word where something else begins', () => {
    for (const rest of [',', ' ', ']', '}', '\n']) expect(lengthOf(`-12.5e3${rest}x`, [2])).to.equal(7);
    expect(lengthOf('true', [9])).to.equal(undefined);
  });

  it('counts levels, and is not impressed by many', () => {
    const scan = new JsonScan();
    const deep = bytesOf('['.repeat(100_000) + ']'.repeat(100_000));
    expect(scan.advance(deep, scan.begin(deep, 0))).to.equal(200_000);
    expect([scan.deepest, scan.open]).to.deep.equal([100_000, false]);
  });
});
