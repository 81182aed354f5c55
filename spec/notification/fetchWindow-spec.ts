import { expect } from 'chai';
import type { Observable } from 'rxjs';
import { map, NEVER, of, throwError } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { DecodeError } from '../../lib/errors/DecodeError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { PagesMismatchError } from '../../lib/errors/PagesMismatchError.js';
import { UpstreamRefusedError } from '../../lib/errors/UpstreamRefusedError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import type { AccountRecord, TransactionRecord, UserDataPage } from '../../lib/model/UserDataPage.js';
import { type FetchedWindow, fetchWindow } from '../../lib/notification/fetchWindow.js';
import { HeldPages } from '../../lib/notification/HeldPages.js';
import { OwnTokenRefusedError } from '../../lib/notification/OwnTokenRefusedError.js';
import type { ConsumeOptions } from '../../lib/notification/options.js';
import { type ApiScript, dataPage, fanOutStage, leaseOf, watch, type Watched } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';

const row = (id: string): TransactionRecord => ({ id, container: 'bank', isDeleted: false, fields: {} });
const account = (id: string, own: Partial<AccountRecord> = {}): AccountRecord => ({
  id,
  isDeleted: false,
  fields: {},
  ...own,
});

function fetching(
  script: ApiScript,
  options: ConsumeOptions = {},
): { seen: Watched<FetchedWindow>; reads: readonly string[]; advance: (ms: number) => void } {
  const { fanOut, api, clock } = fanOutStage(script, options);
  return {
    seen: watch(fetchWindow(fanOut, leaseOf(), new HeldPages(fanOut))),
    reads: api.reads,
    advance: (ms) => clock.advance(ms),
  };
}

describe('fetchWindow', () => {
  it(
    'G1: holds all pages before it emits',
    marbles(({ cold, hot, expectObservable, scheduler }) => {
      const pages = hot(' p--p--p|');
      const output = '    -------(w|)';
      const answers = [cold('p|'), cold('---(p|)'), cold('---p|')];
      const { fanOut, api } = fanOutStage({
        readUserData: ({ skip }, call) => {
          const answer: Observable<string> = answers[call] ?? NEVER;
          return answer.pipe(
            map(() => dataPage(call < 2 ? { nextSkip: skip + 500, transactions: [row(String(call))] } : {})),
          );
        },
      });
      const own = { ...fanOut, api: { ...api, scheduler } };
      expectObservable(pages).toBe('p--p--p|');
      expectObservable(fetchWindow(own, leaseOf(), new HeldPages(own)).pipe(map(() => 'w'))).toBe(output);
    }),
  );

  it('G1: follows the pages to the last, from the skip that each names', () => {
    const skips: number[] = [];
    const { seen } = fetching({
      readUserData: ({ skip }) => {
        skips.push(skip);
        return of(
          dataPage({
            transactions: [row(String(skip))],
            totalTransactions: 3,
            ...(skip < 1_000 && { nextSkip: skip + 500 }),
          }),
        );
      },
    });
    expect(skips).to.deep.equal([0, 500, 1_000]);
    expect(seen.values[0]?.unsettled).to.equal(false);
    expect([...(seen.values[0]?.held.pages ?? [])]).to.have.length(3);
  });

  it('asks for no page before the last is kept', () => {
    let appended = 0;
    const spool = {
      open: () => ({ append: () => ((appended += 1), NEVER as Observable<void>), pages: [], remove: () => undefined }),
    };
    const { reads } = fetching(
      { readUserData: ({ skip }) => of(dataPage({ nextSkip: skip + 500, transactions: [row('1')] })) },
      { spool, spoolAboveBytes: 1 },
    );
    expect([reads.length, appended]).to.deep.equal([1, 1]);
  });

  it('G2: reads a window anew whose rows do not add up, five times, and then says so', () => {
    const { seen, reads, advance } = fetching({
      readUserData: () => of(dataPage({ transactions: [row('1'), row('1')] })),
    });
    advance(4_999);
    expect([reads.length, seen.values.length]).to.deep.equal([5, 0]);
    advance(1);
    expect([reads.length, seen.values[0]?.unsettled]).to.deep.equal([6, true]);
    expect([...(seen.values[0]?.held.pages ?? [])]).to.have.length(1);
  });

  it('G2: takes a mismatch that the aggregator found for one of its own', () => {
    const mismatch = throwError(() => new PagesMismatchError(2, 1));
    const once = fetching({ readUserData: (_page, call) => (call === 0 ? mismatch : of(dataPage())) });
    once.advance(1_000);
    expect(once.seen.values[0]?.unsettled).to.equal(false);
    const ever = fetching({ readUserData: () => mismatch });
    ever.advance(5_000);
    expect(ever.seen.errors[0]).to.be.instanceOf(PagesMismatchError);
  });

  it('G10: refuses what belongs to another user', () => {
    const { seen, advance } = fetching({ readUserData: () => of(dataPage({ userId: 'bob' })) });
    advance(60_000);
    expect(seen.errors[0]).to.be.instanceOf(DecodeError);
    const holdings = fetching({
      readUserData: () => of(dataPage({ accounts: [account('1', { container: 'investment' })] })),
      readHoldings: () => of(dataPage({ userId: 'bob' })),
    });
    holdings.advance(60_000);
    expect(holdings.seen.errors[0]).to.be.instanceOf(DecodeError);
  });

  it('refuses a next page that does not lie ahead', () => {
    expect(fetching({ readUserData: () => of(dataPage({ nextSkip: 0 })) }).seen.errors[0]).to.be.instanceOf(
      DecodeError,
    );
  });

  it('G6: refuses a next page after an empty one, which may go on for ever without a byte', () => {
    const { seen, reads } = fetching({ readUserData: ({ skip }) => of(dataPage({ bytes: 0, nextSkip: skip + 1 })) });
    expect([seen.errors[0] instanceof DecodeError, reads.length]).to.deep.equal([true, 1]);
  });

  it('G6: gives up a window of more pages than any user has', () => {
    const endless = ({ skip }: { skip: number }): Observable<UserDataPage> =>
      of(dataPage({ nextSkip: skip + 1, transactions: [row(String(skip))] }));
    const { seen, reads } = fetching({ readUserData: endless }, { maxPages: 3 });
    expect([seen.errors[0] instanceof DecodeError, reads.length]).to.deep.equal([true, 3]);
    const whole = fetching(
      { readUserData: (page) => (page.skip < 2 ? endless(page) : of(dataPage())) },
      { maxPages: 3 },
    );
    expect(whole.seen.values).to.have.length(1);
  });

  const held = (
    page: Partial<UserDataPage>,
    options: ConsumeOptions = {},
    answer?: Observable<UserDataPage>,
  ): readonly string[] => {
    const { seen } = fetching(
      { readUserData: () => of(dataPage(page)), readHoldings: () => answer ?? of(dataPage()) },
      options,
    );
    return [...(seen.values[0]?.held.pages ?? [])].flatMap(({ holdingsOf }) => holdingsOf ?? []);
  };

  it('reads the holdings of investment and insurance accounts, and of accounts with holdings, whole', () => {
    const accounts = [
      account('1', { container: 'investment' }),
      account('2', { container: 'insurance' }),
      account('3', { container: 'bank' }),
    ];
    const holdings = [{ id: 'h', accountId: '4', isDeleted: false, fields: {} }];
    expect(held({ accounts, holdings })).to.deep.equal(['4', '1', '2']);
    expect(held({ accounts, holdings }, { holdings: 'asSent' })).to.deep.equal([]);
  });

  it('G10: says of a refusal of the user’s own token that it is one, and of nothing else', () => {
    const failing = (error: unknown): unknown =>
      fetching(
        {
          readUserData: () => of(dataPage({ accounts: [account('1', { container: 'investment' })] })),
          readHoldings: () => throwError(() => error),
        },
        { fetchAttempts: 0 },
      ).seen.errors[0];
    const refused = (verdict: 'stop' | 'park'): UpstreamRefusedError =>
      new UpstreamRefusedError('read holdings', 'Y005', 'loginSuspended', verdict, 'integrator');
    const own = [refused('stop'), new CredentialsRefusedError(401, 'Y005'), new AccessDeniedError('read holdings')];
    for (const cause of own) {
      expect(failing(cause)).to.be.instanceOf(OwnTokenRefusedError).and.to.include({ cause });
    }
    for (const error of [refused('park'), new UpstreamTimeoutError('read holdings', 1)]) {
      expect(failing(error)).to.equal(error);
    }
    const admin = refused('stop');
    expect(fetching({ readUserData: () => throwError(() => admin) }).seen.errors).to.deep.equal([admin]);
  });

  it('reads no holdings of accounts that are gone, unless they moved, and forgives those that go meanwhile', () => {
    const gone = account('1', { container: 'investment', isDeleted: true });
    expect(
      held({ accounts: [gone], holdings: [{ id: 'h', accountId: '1', isDeleted: true, fields: {} }] }),
    ).to.deep.equal([]);
    expect(held({ accounts: [gone, account('1', { container: 'investment' })] })).to.deep.equal(['1']);
    const { seen } = fetching({
      readUserData: () => of(dataPage({ accounts: [account('1', { container: 'investment' })] })),
      readHoldings: () => throwError(() => new NotFoundError('read holdings', 404)),
    });
    expect(seen.values).to.have.length(1);
  });
});
