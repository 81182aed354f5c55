import { expect } from 'chai';
import { blankBook } from '../../../../../lib/sandbox/core/yodlee/bank/blankBook.js';
import { applyAction } from '../../../../../lib/sandbox/core/yodlee/bank/applyAction.js';
import { live } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { YODLEE_ACTIONS } from '../../../../../lib/sandbox/core/yodlee/bank/YodleeAction.js';
import { deepFreeze } from '../../../../support/sandboxDriver.js';
import { contextOf, lived, sizes } from '../../../../support/yodleeBank.js';

describe('applyAction', () => {
  const book = deepFreeze(lived(['add']));

  it('does what each action says', () => {
    const after = (action: (typeof YODLEE_ACTIONS)[number]) =>
      sizes(applyAction(book, contextOf(2_000), { action, failing: false }));
    expect(sizes(book)).to.deep.equal([1, 3, 5, 2]);
    expect(after('add')).to.deep.equal([2, 6, 10, 4]);
    expect(after('refresh')[2]).to.be.greaterThan(5);
    expect(after('auto-refresh')[2]).to.be.greaterThan(5);
    expect(after('delete-provider-account')).to.deep.equal([0, 0, 0, 0]);
    expect(after('edit-account')).to.deep.equal([1, 3, 5, 2]);
    expect(after('delete-account')[1]).to.equal(2);
    expect(after('edit-transaction')).to.deep.equal([1, 3, 5, 2]);
    expect(after('reconcile')).to.deep.equal([1, 3, 4, 2]);
    expect(after('migrate')).to.deep.equal([1, 6, 10, 4]);
  });

  it('changes something in every case, and counts', () => {
    for (const action of YODLEE_ACTIONS) {
      for (const failing of [false, true]) {
        const after = applyAction(book, contextOf(2_000), { action, failing });
        expect(after.actions).to.equal(2);
        const touched = [after.providerAccounts, after.accounts, after.transactions].some((list) =>
          list.some(({ versions }) => versions.at(-1)?.at === 2_000),
        );
        expect(touched, `${action} ${failing}`).to.equal(true);
      }
    }
  });

  it('changes only the status of a provider account when it fails', () => {
    for (const action of YODLEE_ACTIONS.filter((one) => one !== 'add')) {
      const after = applyAction(book, contextOf(2_000), { action, failing: true });
      expect(live(after.providerAccounts).map(({ value }) => value.status)).to.deep.equal(['FAILED']);
      expect(after.accounts).to.equal(book.accounts);
      expect(after.transactions).to.equal(book.transactions);
    }
    expect(sizes(applyAction(blankBook(0), contextOf(), { action: 'add', failing: true }))).to.deep.equal([1, 0, 0, 0]);
  });

  it('adds a provider account where there is nothing to act on', () => {
    for (const action of YODLEE_ACTIONS) {
      expect(sizes(applyAction(blankBook(0), contextOf(), { action, failing: false }))[0]).to.equal(1);
    }
    const bare = applyAction(blankBook(0), contextOf(), { action: 'add', failing: true });
    expect(sizes(applyAction(bare, contextOf(), { action: 'edit-account', failing: false }))[0]).to.equal(2);
    expect(sizes(applyAction(bare, contextOf(), { action: 'edit-transaction', failing: false }))[0]).to.equal(2);
  });

  it('acts on the record that is named', () => {
    const id = live(book.accounts).at(-1)?.id ?? '';
    const after = applyAction(book, contextOf(2_000), { action: 'delete-account', failing: false, id });
    expect(live(after.accounts).map((account) => account.id)).not.to.include(id);
    expect(sizes(after)).to.deep.equal([1, 2, 5, 0]);
  });
});
