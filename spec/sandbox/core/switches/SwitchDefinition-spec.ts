import { expect } from 'chai';
import { listed, open } from '../../../../lib/sandbox/core/switches/SwitchDefinition.js';

describe('listed', () => {
  it('takes the first value unless told otherwise, and no other than those', () => {
    expect(listed(['a', 'b'], 'which')).to.deep.equal({
      values: ['a', 'b'],
      default: 'a',
      doubt: 'which',
      accepts: 'listed',
    });
  });
});

describe('open', () => {
  it('takes whatever is of its kind', () => {
    expect(open('positive', ['1', '2'], 'how much')).to.deep.include({ default: '1', accepts: 'positive' });
  });
});
