import { expect } from 'chai';
import { shownValue } from '../../lib/testing/shownValue.js';

describe('shownValue', () => {
  it('writes every kind on one line', () => {
    expect(
      [
        undefined,
        7,
        10n,
        'a',
        { n: 10n },
        new Map([[1, 2]]),
        new Set([1]),
        new Error('no'),
        new Uint8Array(3),
        [undefined],
      ].map(shownValue),
    ).to.deep.equal([
      'undefined',
      '7',
      '10',
      '"a"',
      '{"n":"10n"}',
      '{"map":[[1,2]]}',
      '{"set":[1]}',
      '{"name":"Error","message":"no"}',
      '"3 bytes"',
      '["undefined"]',
    ]);
    expect(shownValue(Symbol('s'))).to.equal('Symbol(s)');
  });

  it('cuts what is long and survives what cannot be written', () => {
    expect(shownValue('x'.repeat(999))).to.have.length(301);
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(shownValue(circle)).to.equal('[object Object]');
  });
});
