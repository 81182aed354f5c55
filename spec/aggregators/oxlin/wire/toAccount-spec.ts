import { expect } from 'chai';
import { toAccount } from '../../../../lib/aggregators/oxlin/wire/toAccount.js';
import { DECODE } from '../../../../lib/aggregators/oxlin/resources.js';
import { fixture } from '../../../support/oxlin.js';

describe('toAccount', () => {
  it('calls an account without a name by its number, and writes the balance as a decimal', () => {
    const decoded = DECODE.accounts(JSON.parse(fixture('accounts.json')));
    expect(decoded.kind === 'decoded' && decoded.value[0]).to.deep.equal({
      id: '5001',
      connectionId: '1001',
      name: '00042',
      accountNumber: '00042',
      iban: 'FR7600000000000000000000042',
      currency: 'EUR',
      balance: '-1250.5',
      balanceAt: new Date(1_640_000_000_000),
      status: 'ACTIVE',
      type: 'CHECKINGS',
      usage: 'PERSONAL',
      createdAt: new Date(1_600_000_000_000),
    });
  });

  it('leaves out what is null', () => {
    expect(toAccount({ id: 5, connection_id: null, name: null, balance: null, balance_date: 0 })).to.deep.equal({
      id: '5',
    });
  });
});
