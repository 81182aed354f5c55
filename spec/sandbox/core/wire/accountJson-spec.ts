import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('accountJson', () => {
  it('has the documented members, and no name where the bank gives none', () => {
    const accounts = new SandboxDriver().logIn().rows('/accounts');
    expect(accounts[0]).to.include.keys(
      'id',
      'connection_id',
      'name',
      'account_number',
      'iban',
      'currency',
      'balance',
      'balance_date',
      'status',
      'type',
      'usage',
      'owner',
      'creation_date',
      'last_channel_definition_id',
    );
    expect(accounts[0]?.['balance']).to.be.a('number');
    expect(accounts.filter((account) => !('name' in account))).to.have.length(1);
  });
});
