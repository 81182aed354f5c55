import { expect } from 'chai';
import { SandboxOptionError } from '../../../lib/sandbox/core/SandboxOptionError.js';

describe('SandboxOptionError', () => {
  it('names option, expectation and value', () => {
    const error = new SandboxOptionError('port', 'an integer', 1.5);
    expect(error.message).to.equal('port: expected an integer, got 1.5');
    expect(error.name).to.equal('SandboxOptionError');
  });

  const shown: readonly (readonly [unknown, string])[] = [
    [undefined, 'undefined'],
    [null, 'null'],
    ['x', '"x"'],
    [false, 'false'],
    [7n, '7'],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{}, 'an object'],
    [() => 1, 'a function'],
  ];
  for (const [value, text] of shown) {
    it(`shows ${text}`, () => {
      expect(new SandboxOptionError('x', 'y', value).message).to.equal(`x: expected y, got ${text}`);
    });
  }
});
