import { expect } from 'chai';
import { resolveDefinitions } from '../../../../lib/sandbox/core/switches/resolveDefinitions.js';

const DEFINITIONS = {
  a: { values: ['1', '2'], default: '1', doubt: '', accepts: 'listed' },
  b: { values: ['10'], default: '10', doubt: '', accepts: 'number' },
  c: { values: ['X'], default: 'X', doubt: '', accepts: 'name' },
} as const;

describe('resolveDefinitions', () => {
  it('gives every switch a value, later layers winning', () => {
    expect(
      resolveDefinitions(DEFINITIONS, [
        { a: '2', b: '7' },
        { b: '8', c: 'MY_NAME' },
      ]),
    ).to.deep.equal({
      a: '2',
      b: '8',
      c: 'MY_NAME',
    });
    expect(resolveDefinitions(DEFINITIONS, [])).to.deep.equal({ a: '1', b: '10', c: 'X' });
  });

  it('refuses unknown names and values', () => {
    const resolve = (given: Readonly<Record<string, string>>) => () => resolveDefinitions(DEFINITIONS, [given]);
    expect(resolve({ d: '1' })).to.throw('switch: expected one of a, b, c, got "d"');
    expect(resolve({ a: '3' })).to.throw('switch a: expected one of 1, 2, got "3"');
    expect(resolve({ b: 'x' })).to.throw('switch b: expected a whole number');
    expect(resolve({ c: 'x' })).to.throw('switch c: expected an upper-case name');
    expect(resolve({ constructor: 'x' })).to.throw('switch: expected one of');
  });
});
