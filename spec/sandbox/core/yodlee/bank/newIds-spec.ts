import { expect } from 'chai';
import { blankBook } from '../../../../../lib/sandbox/core/yodlee/bank/blankBook.js';
import { newIds } from '../../../../../lib/sandbox/core/yodlee/bank/newIds.js';
import { contextOf } from '../../../../support/yodleeBank.js';

describe('newIds', () => {
  it('counts on, each container by itself, so that ids of transactions meet', () => {
    const take = { kind: 'transaction', container: 'bank', count: 2 } as const;
    const first = newIds(blankBook(0), contextOf(), take);
    const second = newIds(first.book, contextOf(), take);
    const card = newIds(second.book, contextOf(), { ...take, container: 'creditCard', count: 1 });
    expect([first.ids, second.ids, card.ids]).to.deep.equal([
      ['1000001', '1000002'],
      ['1000003', '1000004'],
      ['1000001'],
    ]);
  });
});
