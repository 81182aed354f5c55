import { expect } from 'chai';
import { EMPTY, NEVER, of, throwError } from 'rxjs';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { withinPatience } from '../../lib/sync/withinPatience.js';
import { marbles } from '../../lib/testing/marbles.js';
import { scriptedUser } from '../support/scriptedUser.js';

describe('withinPatience', () => {
  it(
    'takes the one answer',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const journal = cold('--r');
      const answer = '      --(r|)';
      expectObservable(journal.pipe(withinPatience(scriptedUser(), 'read journal'))).toBe(answer);
      expectSubscriptions(journal.subscriptions).toBe('^-!');
    }),
  );

  it(
    'gives up after 10 s',
    marbles(({ expectObservable }) => {
      const late = new UpstreamTimeoutError('write journal', 10_000);
      expectObservable(NEVER.pipe(withinPatience(scriptedUser(), 'write journal'))).toBe('10s #', {}, late);
    }),
  );

  it(
    'passes what the journal fails with on, and sets no timer when it answers at once',
    marbles(({ scheduler, flush, expectObservable }) => {
      const full = new Error('disk full');
      expectObservable(throwError(() => full).pipe(withinPatience(scriptedUser(), 'write journal'))).toBe(
        '#',
        {},
        full,
      );
      of(1)
        .pipe(withinPatience(scriptedUser({ scheduler }), 'read journal'))
        .subscribe();
      flush();
      expect(scheduler.now()).to.equal(0);
    }),
  );

  it('takes an end without an answer for a failure', () => {
    let failure: unknown;
    EMPTY.pipe(withinPatience(scriptedUser(), 'read journal')).subscribe({
      error: (error: unknown) => (failure = error),
    });
    expect(failure).to.have.property('name', 'EmptyError');
  });
});
