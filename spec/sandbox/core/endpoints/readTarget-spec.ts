import { expect } from 'chai';
import { readForm, readTarget } from '../../../../lib/sandbox/core/endpoints/readTarget.js';

describe('readTarget', () => {
  it('takes path and query apart and decodes both', () => {
    expect(readTarget('/a%20b/c?x=1&y=%C3%A9&z')).to.deep.equal({
      path: '/a%20b/c',
      segments: ['a b', 'c'],
      query: [
        ['x', '1'],
        ['y', 'é'],
        ['z', ''],
      ],
    });
  });

  it('gives up on what cannot be decoded', () => {
    expect(readTarget('/%')).to.equal(undefined);
    expect(readTarget('/a?%E9=1')).to.equal(undefined);
  });
});

describe('readForm', () => {
  it('reads pluses as spaces and keeps further equal signs', () => {
    expect(readForm('a=b+c&d=e=f')).to.deep.equal([
      ['a', 'b c'],
      ['d', 'e=f'],
    ]);
  });
});
