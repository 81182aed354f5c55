import { expect } from 'chai';
import { describeAccount } from '../../../lib/cli/output/describeAccount.js';

const ACCOUNT = {
  id: '77',
  name: 'Compte de Jeanne',
  accountNumber: '12345678901',
  iban: 'FR7630006000011234567890189',
  type: 'CHECKINGS',
  balance: '-1250.5',
  currency: 'EUR',
};

describe('describeAccount', () => {
  it('masks name and numbers unless they are asked for', () => {
    expect(describeAccount(ACCOUNT, false)).to.equal('77  ••••  ••••0189  CHECKINGS  -1250.5 EUR');
    expect(describeAccount(ACCOUNT, true)).to.equal(
      '77  Compte de Jeanne  FR7630006000011234567890189  CHECKINGS  -1250.5 EUR',
    );
  });

  it('does without what is missing', () => {
    expect(describeAccount({ id: '77', balance: '1' }, false)).to.equal('77  1');
    expect(describeAccount({ id: '77', accountNumber: '12345678901' }, false)).to.equal('77  ••••8901');
  });
});
