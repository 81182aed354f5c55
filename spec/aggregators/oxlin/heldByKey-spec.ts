import { expect } from 'chai';
import { heldByKey } from '../../../lib/aggregators/oxlin/heldByKey.js';

describe('heldByKey', () => {
  it('gives the same object to everybody who holds it', () => {
    let made = 0;
    const user = heldByKey((id) => ({ id, made: made++ }));
    const first = user('7');
    expect(user('7')).to.equal(first);
    expect(user('8')).not.to.equal(first);
    expect(made).to.equal(2);
  });
});
