import { expect } from 'chai';
import { LeaseBook, type HeldLease } from '../../../lib/store/rules/LeaseBook.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';

describe('LeaseBook', () => {
  const lease = { place: { tenant: 't', consumer: 'c' }, userId: 'ann', fence: 1 };
  const opened = () => {
    const clock = new SuiteClock();
    const expired: HeldLease[] = [];
    return { clock, expired, book: new LeaseBook(clock.scheduler, (one) => expired.push(one)) };
  };

  it('holds a lease until its time is over, and tells once', () => {
    const { clock, expired, book } = opened();
    book.start(lease, 10);
    clock.advance(9);
    expect([book.holds(lease), book.holds({ ...lease, fence: 2 })]).to.deep.equal([true, false]);
    clock.advance(1);
    expect([book.holds(lease), expired]).to.deep.equal([false, [lease]]);
  });

  it('begins its time anew, and leaves no timer of what has ended', () => {
    const { clock, expired, book } = opened();
    book.start(lease, 10);
    clock.advance(5);
    book.start(lease, 10);
    clock.advance(9);
    expect(book.holds(lease)).to.equal(true);
    book.end(lease);
    book.start({ ...lease, userId: 'bob' }, 10);
    book.clear();
    clock.advance(100);
    expect([expired, clock.scheduler.actions.length]).to.deep.equal([[], 0]);
  });
});
