import { expect } from 'chai';
import { DECODE } from '../../../lib/aggregators/oxlin/resources.js';

describe('DECODE', () => {
  it('turns a resource and a list of them into the model', () => {
    expect(DECODE.account({ id: 5 })).to.deep.equal({ kind: 'decoded', value: { id: '5' } });
    expect(DECODE.accounts([{ id: 5 }])).to.deep.equal({ kind: 'decoded', value: [{ id: '5' }] });
  });

  it('refuses a list that is wrapped, or that holds one broken row, with its path', () => {
    expect(DECODE.accounts({ accounts: [] }).kind).to.equal('refused');
    expect(DECODE.transactions([{ id: 1, account_id: 2, amount: 'secret' }])).to.deep.equal({
      kind: 'refused',
      failures: [{ path: '0.amount', expected: 'Decimal' }],
    });
  });
});
