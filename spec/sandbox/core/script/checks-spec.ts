import { expect } from 'chai';
import { check, listOf, shapeOf } from '../../../../lib/sandbox/core/script/checks.js';

const flag = check('a flag', (value) => typeof value === 'boolean');

describe('check', () => {
  it('passes what it is for and says what else should have been there', () => {
    expect(flag(true, 'x')).to.equal(undefined);
    expect(flag(1, 'x')).to.deep.equal({ path: 'x', expectation: 'a flag', value: 1 });
  });
});

describe('listOf', () => {
  it('finds the first bad member', () => {
    expect(listOf(flag)([true, 2, 3], 'x')).to.deep.equal({ path: 'x[1]', expectation: 'a flag', value: 2 });
    expect(listOf(flag)({}, 'x')).to.deep.include({ path: 'x', expectation: 'a list' });
    expect(listOf(flag)([], 'x')).to.equal(undefined);
  });
});

describe('shapeOf', () => {
  const shape = shapeOf({ must: flag }, { may: flag });

  it('wants what is required and allows what is optional', () => {
    expect(shape({ must: true }, 'x')).to.equal(undefined);
    expect(shape({ must: true, may: false }, 'x')).to.equal(undefined);
    expect(shape({}, 'x')).to.deep.include({ path: 'x.must', value: undefined });
    expect(shape({ must: true, may: 1 }, 'x')).to.deep.include({ path: 'x.may', value: 1 });
  });

  it('refuses anything else', () => {
    expect(shape({ must: true, other: 1 }, 'x')).to.deep.include({ path: 'x.other' });
    for (const value of [null, [], 'text']) expect(shape(value, 'x')).to.deep.include({ expectation: 'an object' });
  });
});
