import { expect } from 'chai';
import { live } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { postPending } from '../../../../../lib/sandbox/core/yodlee/bank/postPending.js';
import { contextOf, lived } from '../../../../support/yodleeBank.js';

describe('postPending', () => {
  const book = lived(['add']);
  const accountId = live(book.accounts)[0]?.id ?? '';
  const post = (pendingPosts: string) =>
    live(postPending(book, contextOf(2_000, { pendingPosts }), accountId).transactions)
      .filter(({ value }) => value.accountId === accountId)
      .map(({ id, value }) => `${id} ${value.status} ${value.memo ?? ''}`.trim());

  it('keeps the id, takes a new one, or leaves the old row beside it', () => {
    const posted = ['bank:1000001 POSTED', 'bank:1000002 POSTED'];
    expect(post('same-id')).to.deep.equal([...posted, 'bank:1000003 POSTED']);
    expect(post('new-id')).to.deep.equal([...posted, 'bank:1000004 POSTED']);
    expect(post('left-behind')).to.deep.equal([...posted, 'bank:1000003 POSTED authorisation', 'bank:1000004 POSTED']);
  });

  it('does nothing when nothing is pending', () => {
    const done = postPending(book, contextOf(2_000), accountId);
    expect(postPending(done, contextOf(3_000), accountId)).to.deep.equal(done);
  });
});
