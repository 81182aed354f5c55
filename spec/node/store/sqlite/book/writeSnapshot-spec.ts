import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import type { UserDataPage } from '../../../../../lib/model/UserDataPage.js';
import { readBook } from '../../../../../lib/node/store/sqlite/book/readBook.js';
import { writeSnapshot } from '../../../../../lib/node/store/sqlite/book/writeSnapshot.js';
import type { SqliteStore } from '../../../../../lib/node/store/sqlite/openSqliteStore.js';
import { toChanges } from '../../../../../lib/notification/toChanges.js';
import { account, deliverPages, holding, idsIn, link, pageOf, transaction } from '../../../../support/bookStand.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

const OLD: Partial<UserDataPage> = {
  providerAccounts: [link({ id: 'P', at: 10 }), link({ id: 'Q', at: 10 })],
  accounts: [
    account({ id: 'A', at: 10, providerAccountId: 'P' }),
    account({ id: 'B', at: 10, providerAccountId: 'Q' }),
  ],
  transactions: [
    transaction({ id: '1', at: 10, container: 'bank', accountId: 'A', date: '2024-01-01' }),
    transaction({ id: '2', at: 10, container: 'bank', accountId: 'A', date: '2026-01-01' }),
    transaction({ id: '3', at: 99, container: 'bank', accountId: 'A', date: '2026-01-01' }),
  ],
  holdings: [holding({ id: 'H', at: 10, accountId: 'A' })],
};

describe('writeSnapshot', () => {
  const folder = new SqliteFolder();
  let store: SqliteStore;
  beforeEach(async () => {
    store = await folder.open();
    await deliverPages(store, [OLD]);
  });
  after(() => folder.remove());

  const write = (page: Partial<UserDataPage>, transactionsFrom?: string) => {
    const about = { tenant: 'default', userId: 'ann', readAt: new Date(50_000), changes: toChanges([pageOf(page)]) };
    const snapshot = { ...about, ...(transactionsFrom !== undefined && { transactionsFrom }) };
    return firstValueFrom(store.transact((work) => writeSnapshot(work, snapshot)));
  };
  const fresh: Partial<UserDataPage> = {
    providerAccounts: [link({ id: 'P', at: 40 })],
    accounts: [account({ id: 'A', at: 40, providerAccountId: 'P' })],
    transactions: [transaction({ id: '4', at: 40, container: 'bank', accountId: 'A', date: '2026-02-01' })],
  };

  it('leaves a user out who was erased while the snapshot was read, until the user is let in again', async () => {
    await firstValueFrom(store.inbox.erase('default', 'ann'));
    const nothing = { links: [], accounts: [], transactions: [], holdings: [] };
    expect(await write(fresh)).to.deep.equal({ changes: 0, removed: 0, erased: true });
    expect(await idsIn(store)).to.deep.equal(nothing);
    expect(await firstValueFrom(store.query((work) => readBook.users(work, { tenant: 'default' })))).to.deep.equal([]);
    await firstValueFrom(store.inbox.readmit('default', 'ann'));
    expect(await write(fresh)).to.deep.equal({ changes: 3, removed: 0 });
    expect((await idsIn(store)).accounts).to.deep.equal(['A in P']);
  });

  it('deletes what upstream no longer has, whole accounts with all of theirs', async () => {
    await write(fresh);
    expect(await idsIn(store)).to.deep.equal({
      links: ['P'],
      accounts: ['A in P'],
      transactions: ['bank 3 -', 'bank 4 -'],
      holdings: [],
    });
  });

  it('keeps what is newer than the snapshot, and transactions from before its first day', async () => {
    expect(await write(fresh, '2025-01-01')).to.deep.equal({ changes: 3, removed: 4 });
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 1 -', 'bank 3 -', 'bank 4 -']);
  });

  it('takes the boundary: what changed in the second of its reading is no newer than it', async () => {
    await deliverPages(store, [
      { transactions: [transaction({ id: '5', at: 50, container: 'bank', accountId: 'A' })] },
    ]);
    await write(fresh);
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 3 -', 'bank 4 -']);
  });

  it('brings back what upstream lists, however old that is and whatever was deleted before', async () => {
    await deliverPages(store, [{ accounts: [account({ id: 'A', at: 20, gone: true })] }], { until: 21 });
    await deliverPages(store, [{ providerAccounts: [link({ id: 'Q', at: 20, gone: true })] }], { until: 21 });
    await deliverPages(store, [{ transactions: [transaction({ id: '1', at: 21, gone: true })] }], { until: 22 });
    await deliverPages(store, [OLD], { until: 22 });
    expect(await idsIn(store)).to.deep.include({ accounts: [], holdings: [] });
    const listed = {
      ...OLD,
      accounts: [
        account({ id: 'A', at: 30, providerAccountId: 'P' }),
        account({ id: 'B', at: 10, providerAccountId: 'Q' }),
      ],
    };
    await write(listed);
    const back = {
      links: ['P', 'Q'],
      accounts: ['A in P', 'B in Q'],
      transactions: ['bank 1 -', 'bank 2 -'],
      holdings: ['H of A'],
    };
    expect(await idsIn(store)).to.deep.equal(back);
    await write(listed);
    expect(await idsIn(store)).to.deep.equal(back);
  });

  it('leaves alone what a window said that was read later', async () => {
    await deliverPages(store, [
      {
        providerAccounts: [link({ id: 'Q', at: 60, gone: true })],
        transactions: [
          transaction({ id: '1', at: 60, container: 'bank', gone: true }),
          transaction({ id: '2', at: 60, container: 'bank', accountId: 'A', status: 'POSTED' }),
        ],
        holdings: [holding({ id: 'H', at: 60, gone: true }), holding({ id: 'I', at: 60, accountId: 'A' })],
      },
    ]);
    const before = await idsIn(store);
    await write({ ...OLD, holdingsOf: 'A' });
    expect(await idsIn(store)).to.deep.equal(before);
  });

  it('puts an account back under the provider account that upstream lists, whatever was merged before', async () => {
    const merged = link({ id: 'P', at: 20, gone: true, destinationProviderAccountId: 'M' });
    await deliverPages(store, [{ providerAccounts: [merged, link({ id: 'M', at: 20, sources: ['P'] })] }]);
    expect((await idsIn(store)).accounts).to.include('A in M');
    await write(OLD);
    expect((await idsIn(store)).accounts).to.include('A in P');
  });

  it('heals an account whose last change was said to be in the future', async () => {
    const lying = {
      ...account({ id: 'A', providerAccountId: 'P', balance: '1' }),
      lastUpdated: '2099-01-01T00:00:00Z',
    };
    await write({ ...fresh, accounts: [lying] });
    const balances = () =>
      firstValueFrom(
        store.query((read) => readBook.accounts(read, { tenant: 'default' }).map(({ balance }) => balance)),
      );
    await deliverPages(store, [{ accounts: [account({ id: 'A', at: 51, providerAccountId: 'P', balance: '2' })] }]);
    expect(await balances()).to.include('2');
  });

  it('changes nothing the second time', async () => {
    await write(fresh);
    const before = await idsIn(store);
    expect((await write(fresh)).removed).to.equal(0);
    expect(await idsIn(store)).to.deep.equal(before);
  });
});
