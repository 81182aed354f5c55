import { expect } from 'chai';
import { applyAction } from '../../../../../lib/sandbox/core/yodlee/bank/applyAction.js';
import { live, revise } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { extractUserData, isChangedIn } from '../../../../../lib/sandbox/core/yodlee/bank/extractUserData.js';
import { contextOf, lived } from '../../../../support/yodleeBank.js';

const all = { from: 0, to: 10_000 };
const count = (book: ReturnType<typeof lived>, switches = {}, window = { from: 2_000, to: 2_000 }) => {
  const extract = extractUserData(book, window, contextOf(0, switches).switches);
  const { providerAccounts, accounts, transactions, holdings } = extract;
  return [providerAccounts.length, accounts.length, transactions.length, holdings.length];
};

describe('extractUserData', () => {
  const book = lived(['add']);
  const gone = applyAction(book, contextOf(2_000), { action: 'delete-provider-account', failing: false });

  it('lists what went along with something deleted, or not', () => {
    expect(count(gone)).to.deep.equal([1, 3, 5, 0]);
    expect(count(gone, { deleteCascades: 'false' })).to.deep.equal([1, 0, 0, 0]);
    expect(count(gone, { holdingTombstones: 'true' })).to.deep.equal([1, 3, 5, 2]);
  });

  it('shows all holdings of a changed account, or only those that changed', () => {
    const [holding] = live(book.holdings);
    const changed = {
      ...book,
      holdings: revise(book.holdings, new Map([[holding?.id ?? '', { ...holding!.value, quantity: 1 }]]), 2_000),
    };
    expect(count(changed)).to.deep.equal([0, 0, 0, 2]);
    expect(count(changed, { holdings: 'delta' })).to.deep.equal([0, 0, 0, 1]);
  });

  it('shows nothing of a provider account whose data extracts are off', () => {
    const [link] = live(book.providerAccounts);
    const value = { ...link!.value, isDataExtractsEnabled: false };
    const hidden = { ...book, providerAccounts: revise(book.providerAccounts, new Map([[link!.id, value]]), 2_000) };
    expect(count(book, {}, all)).to.deep.equal([1, 3, 5, 2]);
    expect(count(hidden, {}, all)).to.deep.equal([0, 0, 0, 0]);
    expect(isChangedIn(hidden, all)).to.equal(false);
  });
});

describe('isChangedIn', () => {
  it('says whether a window shows anything', () => {
    const book = lived(['add']);
    expect(isChangedIn(book, all)).to.equal(true);
    expect(isChangedIn(book, { from: 1_001, to: 10_000 })).to.equal(false);
  });

  it('counts every kind of record', () => {
    for (const action of ['edit-account', 'edit-transaction', 'delete-account', 'delete-provider-account'] as const) {
      expect(isChangedIn(lived(['add', action]), { from: 1_100, to: 1_100 }), action).to.equal(true);
    }
  });
});
