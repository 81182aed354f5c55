import { expect } from 'chai';
import { EMPTY, NEVER, of, throwError } from 'rxjs';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
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
      const late = new StoreUnavailableError('unanswered', 'write journal');
      expectObservable(NEVER.pipe(withinPatience(scriptedUser(), 'write journal'))).toBe('10s #', {}, late);
    }),
  );

  it(
    'gives a failure of the journal the name of one of ours, and sets no timer when it answers at once',
    marbles(({ scheduler, flush, expectObservable }) => {
      const full = new Error('disk full');
      expectObservable(throwError(() => full).pipe(withinPatience(scriptedUser(), 'write journal'))).toBe(
        '#',
        {},
        new StoreUnavailableError('io', 'write journal', { cause: full }),
      );
      const ours = new CredentialsRefusedError(400, 'invalid_grant');
      expectObservable(throwError(() => ours).pipe(withinPatience(scriptedUser(), 'write journal'))).toBe(
        '#',
        {},
        ours,
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
    expect(failure).to.have.property('fault', 'unanswered');
  });
});
