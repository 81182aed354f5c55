import { expect } from 'chai';
import { fieldOf } from '../../lib/ports/fieldOf.js';

describe('fieldOf', () => {
  it('reads own and inherited fields', () => {
    expect(fieldOf({ a: 1 }, 'a')).to.equal(1);
    expect(fieldOf(new TypeError('no'), 'name')).to.equal('TypeError');
  });

  it('gives undefined for what has no fields', () => {
    for (const value of [undefined, null, 7, 'text']) expect(fieldOf(value, 'length')).to.equal(undefined);
  });
});
