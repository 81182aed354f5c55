import { expect } from 'chai';
import fc from 'fast-check';
import { firstValueFrom } from 'rxjs';
import type { Change } from '../../../../../lib/model/Change.js';
import { toChanges } from '../../../../../lib/notification/toChanges.js';
import type { UserDataPage } from '../../../../../lib/model/UserDataPage.js';
import { readBook } from '../../../../../lib/node/store/sqlite/book/readBook.js';
import { writeBook } from '../../../../../lib/node/store/sqlite/book/writeBook.js';
import type { SqliteStore } from '../../../../../lib/node/store/sqlite/openSqliteStore.js';
import {
  account,
  deliverChanges,
  deliverPages,
  pageOf,
  holding,
  idsIn,
  link,
  transaction,
} from '../../../../support/bookStand.js';
import { caught } from '../../../../support/caught.js';
import { BankModel, type BankStep } from '../../../../support/bankModel.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

describe('writeBook', () => {
  const folder = new SqliteFolder();
  let store: SqliteStore;

  beforeEach(async () => {
    store = await folder.open();
  });
  after(() => folder.remove());

  const opening: Partial<UserDataPage> = {
    providerAccounts: [link({ id: 'P', at: 10, status: 'SUCCESS' })],
    accounts: [
      account({ id: 'A', at: 10, providerAccountId: 'P', name: 'Checking', balance: '12.50', currency: 'EUR' }),
    ],
    transactions: [
      transaction({ id: '1', at: 10, container: 'bank', accountId: 'A', status: 'PENDING', amount: '0.10' }),
      transaction({ id: '1', at: 10, container: 'creditCard', accountId: 'B', status: 'POSTED' }),
    ],
    holdings: [holding({ id: 'H', at: 10, accountId: 'A', quantity: '3', value: '9007199254740993.01' })],
  };

  it('keeps provider accounts, accounts, transactions and holdings, amounts as the digits they came in', async () => {
    expect(await deliverPages(store, [opening])).to.deep.equal({ changes: 5 });
    const query = { tenant: 'default', userId: 'ann' };
    const [accounts, holdings] = await firstValueFrom(
      store.query((read) => [readBook.accounts(read, query), readBook.holdings(read, query)] as const),
    );
    expect(accounts[0]).to.deep.include({ id: 'A', name: 'Checking', balance: '12.50', currency: 'EUR' });
    expect(holdings[0]).to.deep.include({ quantity: '3', value: '9007199254740993.01' });
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 1 PENDING', 'creditCard 1 POSTED']);
  });

  it('lets no older version replace a newer one, and takes one of the same second again', async () => {
    const of = (at: number, status: string) => [
      { transactions: [transaction({ id: '1', at, container: 'bank', status })] },
    ];
    await deliverPages(store, of(20, 'POSTED'));
    await deliverPages(store, of(19, 'PENDING'));
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 1 POSTED']);
    await deliverPages(store, of(20, 'CLEARED'));
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 1 CLEARED']);
  });

  it('lets no change that upstream puts into the future stand in the way of the next one', async () => {
    const of = (lastUpdated: string, status: string) => ({
      ...transaction({ id: '1', container: 'bank', status }),
      lastUpdated,
    });
    await deliverPages(store, [{ transactions: [of('2099-01-01T00:00:00Z', 'PENDING')] }], { until: 20 });
    await deliverPages(store, [{ transactions: [of('1970-01-01T00:00:20Z', 'POSTED')] }], { until: 30 });
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 1 POSTED']);
  });

  it('takes what says nothing of its time for older than the first second of the next window', async () => {
    await deliverPages(store, [{ transactions: [transaction({ id: '1', container: 'bank', gone: true })] }], {
      until: 20,
    });
    await deliverPages(store, [{ transactions: [transaction({ id: '1', at: 20, container: 'bank' })] }], { until: 30 });
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 1 -']);
  });

  it('makes a pending transaction posted, under the same id or a new one', async () => {
    await deliverPages(store, [opening]);
    await deliverPages(store, [
      {
        transactions: [
          transaction({ id: '1', at: 20, container: 'bank', gone: true }),
          transaction({ id: '2', at: 20, container: 'bank', accountId: 'A', status: 'POSTED' }),
        ],
      },
    ]);
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 2 POSTED', 'creditCard 1 POSTED']);
  });

  it('does not bring back what was deleted when an older window comes late', async () => {
    await deliverPages(store, [{ transactions: [transaction({ id: '1', at: 20, container: 'bank', gone: true })] }]);
    await deliverPages(store, [opening]);
    expect((await idsIn(store)).transactions).to.deep.equal(['creditCard 1 POSTED']);
  });

  it('finds the transaction of a tombstone without container through its account, or because there is only one', async () => {
    await deliverPages(store, [opening]);
    await deliverPages(store, [{ transactions: [transaction({ id: '1', at: 20, accountId: 'A', gone: true })] }]);
    expect((await idsIn(store)).transactions).to.deep.equal(['creditCard 1 POSTED']);
    await deliverPages(store, [
      { transactions: [transaction({ id: '5', at: 20, container: 'bank', accountId: 'A' })] },
    ]);
    await deliverPages(store, [{ transactions: [transaction({ id: '5', at: 21, gone: true })] }]);
    expect((await idsIn(store)).transactions).to.deep.equal(['creditCard 1 POSTED']);
  });

  it('holds a tombstone without container against the transaction that comes after it', async () => {
    await deliverPages(store, [{ transactions: [transaction({ id: '1', at: 20, accountId: 'A', gone: true })] }]);
    await deliverPages(store, [
      { transactions: [transaction({ id: '1', at: 10, accountId: 'A', container: 'bank' })] },
    ]);
    expect((await idsIn(store)).transactions).to.deep.equal([]);
  });

  it('takes accounts, transactions and holdings along with a provider account, and nothing of others', async () => {
    await deliverPages(store, [opening, { accounts: [account({ id: 'C', at: 10, providerAccountId: 'Q' })] }]);
    await deliverPages(store, [{ providerAccounts: [link({ id: 'P', at: 20, gone: true })] }]);
    expect(await idsIn(store)).to.deep.equal({
      links: [],
      accounts: ['C in Q'],
      transactions: ['creditCard 1 POSTED'],
      holdings: [],
    });
  });

  it('keeps the accounts of a provider account that was merged into another', async () => {
    await deliverPages(store, [opening]);
    const merged = link({ id: 'P', at: 20, gone: true, destinationProviderAccountId: 'M' });
    await deliverPages(store, [{ providerAccounts: [merged, link({ id: 'M', at: 20, sources: ['P'] })] }]);
    const after = { links: ['M'], accounts: ['A in M'], holdings: ['H of A'] };
    expect(await idsIn(store)).to.deep.include(after);
    await deliverPages(store, [opening]);
    expect(await idsIn(store)).to.deep.include(after);
  });

  it('takes an account for gone that comes after its provider account went', async () => {
    await deliverPages(store, [{ providerAccounts: [link({ id: 'P', at: 20, gone: true })] }]);
    await deliverPages(store, [opening]);
    expect(await idsIn(store)).to.deep.include({ links: [], accounts: [], holdings: [] });
  });

  it('replaces the holdings of an account as a set', async () => {
    await deliverPages(store, [opening]);
    const set = { holdingsOf: 'A', holdings: [holding({ id: 'I', at: 5, accountId: 'A' })] };
    await deliverPages(store, [set]);
    expect((await idsIn(store)).holdings).to.deep.equal(['I of A']);
    await deliverPages(store, [{ holdingsOf: 'A' }]);
    expect((await idsIn(store)).holdings).to.deep.equal([]);
  });

  it('leaves a user out who was erased, in that tenant only', async () => {
    await firstValueFrom(store.inbox.erase('default', 'ann'));
    expect(await deliverPages(store, [opening])).to.deep.equal({ changes: 0, erased: true });
    expect(await deliverPages(store, [opening], { tenant: 'other' })).to.deep.equal({ changes: 5 });
    expect(await deliverPages(store, [opening], { userId: 'bob' })).to.deep.equal({ changes: 5 });
    expect(await idsIn(store)).to.deep.equal({ links: [], accounts: [], transactions: [], holdings: [] });
  });

  for (const [when, isReadmitted] of [
    ['erased', false],
    ['erased and let in again', true],
  ] as const) {
    it(`writes nothing of a window whose user was ${when} while it was fetched`, async () => {
      const { inbox } = store;
      const window = { from: new Date(0), until: new Date(60_000) };
      const options = { origin: 'notice', settleMs: 0, maxWaitMs: 0 } as const;
      const request = { tenant: 'default', consumer: 'default', limit: 1, leaseMs: 60_000, until: new Date() };
      await firstValueFrom(inbox.put('default', [{ userId: 'ann', window }], options));
      const { leases } = await firstValueFrom(inbox.lease(request));
      const [lease] = leases;
      if (lease === undefined) throw new Error('nothing to lease');
      await firstValueFrom(inbox.erase('default', 'ann'));
      if (isReadmitted) await firstValueFrom(inbox.readmit('default', 'ann'));
      const changes = toChanges([pageOf(opening)]);
      const late = writeBook({
        tenant: 'default',
        userId: 'ann',
        window,
        changes,
        commit: (w) => inbox.commit(lease, w),
      });
      expect(await caught(() => firstValueFrom(late))).to.have.property('name', 'LeaseLostError');
      expect(await idsIn(store)).to.deep.equal({ links: [], accounts: [], transactions: [], holdings: [] });
    });
  }

  it('keeps users and tenants apart', async () => {
    await deliverPages(store, [opening]);
    await deliverPages(store, [{ accounts: [account({ id: 'A', at: 99, gone: true })] }], { userId: 'bob' });
    await deliverPages(store, [{ accounts: [account({ id: 'A', at: 99, gone: true })] }], { tenant: 'other' });
    expect((await idsIn(store)).accounts).to.deep.equal(['A in P']);
  });

  it('writes all of a delivery or nothing of it', async () => {
    function* broken(): Generator<Change> {
      yield* toChanges([pageOf(opening)]);
      throw new RangeError('a broken page');
    }
    const failed = await deliverChanges(store, broken()).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(RangeError);
    expect((await idsIn(store)).accounts).to.deep.equal([]);
  });

  it('forgets tombstones after 8 days, when no window can bring the record back', async () => {
    await deliverPages(store, [{ transactions: [transaction({ id: '1', at: 20, container: 'bank', gone: true })] }]);
    const rows = () =>
      firstValueFrom(store.query((read) => read.prepare('SELECT count(*) AS n FROM book_transactions').get()?.['n']));
    await deliverPages(store, [{}], { until: 1_000 + 7 * 86_400 });
    expect(await rows()).to.equal(1);
    await deliverPages(store, [{}], { until: 1_001 + 8 * 86_400 });
    expect(await rows()).to.equal(0);
  });

  it('ends with the truth of a plain bank, whatever the order and number of its windows', async () => {
    const step: fc.Arbitrary<BankStep> = fc.record({
      what: fc.constantFrom('open', 'add', 'edit', 'drop', 'dropAccount', 'dropLink', 'merge'),
      pick: fc.nat(9),
    });
    const bare = fc.boolean();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 24 }),
        fc.infiniteStream(fc.nat(1_000)),
        bare,
        async (steps, order, isBare) => {
          number += 1;
          const userId = `user-${String(number)}`;
          const bank = new BankModel(steps);
          const windows = [...bank.windows(isBare), ...bank.windows(isBare).filter((_, n) => n % 3 === 0)];
          const shuffled = windows
            .map((window) => ({ window, key: Number(order.next().value) }))
            .sort((a, b) => a.key - b.key);
          for (const { window } of shuffled) await deliverPages(store, [window.page], { userId, until: window.until });
          expect(await idsIn(store, userId)).to.deep.equal(bank.truth());
        },
      ),
      { numRuns: 120 },
    );
  });
});
