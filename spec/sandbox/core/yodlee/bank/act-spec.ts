import { expect } from 'chai';
import { act, actOnRange, changeBook } from '../../../../../lib/sandbox/core/yodlee/bank/act.js';
import { bookOf } from '../../../../../lib/sandbox/core/yodlee/bank/bookOf.js';
import { deepFreeze } from '../../../../support/sandboxDriver.js';
import { sizes } from '../../../../support/yodleeBank.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const state = deepFreeze(new YodleeDriver().state);

describe('act', () => {
  it('changes one user and writes down when', () => {
    const after = act(state, { user: 1, action: 'add', failing: false }, 5_000);
    expect([0, 1].map((user) => sizes(bookOf(after, user))[0])).to.deep.equal([0, 1]);
    expect(after.changes.length).to.equal(1);
  });
});

describe('actOnRange', () => {
  it('costs one entry, however many users there are', () => {
    const after = actOnRange(state, { action: 'add', failing: false, first: 0, last: 99_999 }, 5_000);
    expect([after.changes.length, after.bulks.length, after.books.length]).to.deep.equal([1, 1, 0]);
    expect(actOnRange(state, { action: 'add', failing: false, first: 0, last: -1 }, 5_000)).to.equal(state);
  });
});

describe('changeBook', () => {
  it('stores a book', () => {
    const book = { ...bookOf(state, 3), actions: 7 };
    expect(bookOf(changeBook(state, book, 0), 3)).to.equal(book);
  });
});
