import { expect } from 'chai';
import { blankBook } from '../../../../../lib/sandbox/core/yodlee/bank/blankBook.js';
import { live } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { keyOf, newTransactions, wireIdOf } from '../../../../../lib/sandbox/core/yodlee/bank/newTransactions.js';
import { contextOf } from '../../../../support/yodleeBank.js';

describe('newTransactions', () => {
  const on = { accountId: '1', container: 'bank', count: 3, pending: true } as const;

  it('makes the same rows for the same seed and history', () => {
    const book = newTransactions(blankBook(0), contextOf(), on);
    expect(book).to.deep.equal(newTransactions(blankBook(0), contextOf(), on));
    expect(newTransactions(blankBook(0), { ...contextOf(), seed: 2 }, on).transactions).not.to.deep.equal(
      book.transactions,
    );
  });

  it('leaves at most the newest pending; amounts have no sign', () => {
    const rows = live(newTransactions(blankBook(0), contextOf(), on).transactions);
    expect(rows.map(({ value }) => value.status)).to.deep.equal(['POSTED', 'POSTED', 'PENDING']);
    expect(rows.every(({ value }) => value.cents > 0)).to.equal(true);
  });
});

describe('keyOf', () => {
  it('tells rows of the same id apart', () => {
    expect(keyOf('bank', '1')).not.to.equal(keyOf('creditCard', '1'));
  });
});

describe('wireIdOf', () => {
  it('gives the id back', () => {
    expect(wireIdOf(keyOf('creditCard', '12'))).to.equal('12');
  });
});
