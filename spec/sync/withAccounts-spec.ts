import { expect } from 'chai';
import { map, of } from 'rxjs';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { buildOutcome } from '../../lib/testing/builders/buildOutcome.js';
import { withAccounts } from '../../lib/sync/withAccounts.js';
import { marbles } from '../../lib/testing/marbles.js';
import { buildAccount } from '../../lib/testing/builders/buildAccount.js';
import { lettered } from '../support/lettered.js';
import { scriptedUser } from '../support/scriptedUser.js';
import { PLAN } from '../support/stage.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { at } from '../support/builders.js';

const account = buildAccount({ id: '5' });
const listing = { ...PLAN, type: 'LIST_ACCOUNTS' } as const;
const ended = buildOutcome({ connectionId: '7', result: 'succeeded' });
const triggered: SyncUpdate = { kind: 'triggered', connectionId: '7', at: at(0), attached: true };

/** `P` for an outcome with accounts. */
const told = (update: SyncUpdate): string => (update.kind === 'outcome' && update.accounts ? 'P' : 'x');

describe('withAccounts', () => {
  it(
    'reads the accounts for an outcome that has none',
    marbles(({ cold, expectObservable }) => {
      const updates = ' -T---(O|)';
      const accounts = '     -(a|)';
      const output = '  -T----(P|)';
      const user = { ...scriptedUser(), listAccounts: () => cold(accounts, { a: [account] }) };
      const source = cold<SyncUpdate>(updates, { T: triggered, O: ended });
      expectObservable(
        source.pipe(
          withAccounts(user, listing),
          map((update) => (update.kind === 'triggered' ? 'T' : told(update))),
        ),
      ).toBe(output, { T: 'T', P: 'P' });
    }),
  );

  it(
    'leaves the outcome as it is when the reading fails',
    marbles(({ expectObservable }) => {
      const user = scriptedUser({ accounts: new UpstreamTimeoutError('read accounts', 1) });
      expectObservable(of(ended).pipe(withAccounts(user, listing))).toBe('(O|)', { O: ended });
    }),
  );

  it('asks for nothing in an ALL sync, after a list that came, and after an end that brought none', () => {
    const user = scriptedUser({ accounts: [account] });
    const listed = { ...ended, accounts: [] };
    const failed = buildOutcome({ connectionId: '7', result: 'failed' });
    const seen: SyncUpdate[] = [];
    of(ended)
      .pipe(withAccounts(user, PLAN))
      .subscribe((update) => seen.push(update));
    of(listed, failed)
      .pipe(withAccounts(user, listing))
      .subscribe((update) => seen.push(update));
    expect(seen).to.deep.equal([ended, listed, failed]);
    expect(user.count('a')).to.equal(0);
  });

  it(
    'gives the reading five seconds',
    marbles(({ flush }) => {
      const user = scriptedUser({ accounts: [account] });
      of(ended).pipe(withAccounts(user, listing), lettered()).subscribe();
      flush();
      expect(user.calls.map(({ deadlineMs }) => deadlineMs)).to.deep.equal([5_000]);
    }),
  );
});
