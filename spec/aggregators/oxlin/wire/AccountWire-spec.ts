import { expect } from 'chai';
import { AccountWire } from '../../../../lib/aggregators/oxlin/wire/AccountWire.js';

describe('AccountWire', () => {
  it('takes an id and nothing else that is needed, extra members too', () => {
    expect(AccountWire.is({ id: 5, balance: '1.5', owner: {} })).to.equal(true);
  });

  it('refuses an account without an id', () => {
    expect(AccountWire.is({ balance: 1 })).to.equal(false);
  });
});
