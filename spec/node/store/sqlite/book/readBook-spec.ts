import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { readBook } from '../../../../../lib/node/store/sqlite/book/readBook.js';
import type { SqliteStore } from '../../../../../lib/node/store/sqlite/openSqliteStore.js';
import { account, at, deliverPages, holding, link, transaction } from '../../../../support/bookStand.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

describe('readBook', () => {
  const folder = new SqliteFolder();
  let store: SqliteStore;
  after(() => folder.remove());
  before(async () => {
    store = await folder.open();
    const rows = ['2026-01-01', '2026-03-01', '2026-02-01'].map((date, n) =>
      transaction({ id: String(n), at: 5, container: 'bank', accountId: n === 1 ? 'D' : 'A', date, description: 'x' }),
    );
    await deliverPages(store, [
      {
        providerAccounts: [link({ id: 'P', at: 5, status: 'SUCCESS' })],
        accounts: [account({ id: 'A', at: 5, providerAccountId: 'P' }), account({ id: 'B', at: 4, gone: true })],
        transactions: rows,
        holdings: [holding({ id: 'H', at: 5, accountId: 'A', quantity: '2' })],
      },
    ]);
    await deliverPages(store, [{ accounts: [account({ id: 'C', at: 5, container: 'loan' })] }], { userId: 'bob' });
  });

  const query = { tenant: 'default' };

  it('lists users and accounts by user, without what is gone', async () => {
    const [users, accounts] = await firstValueFrom(
      store.query((read) => [readBook.users(read, query), readBook.accounts(read, query)] as const),
    );
    expect(users).to.deep.equal(['ann', 'bob']);
    expect(accounts.map(({ userId, id }) => `${userId} ${id}`)).to.deep.equal(['ann A', 'bob C']);
    expect(accounts[1]).to.deep.equal({
      userId: 'bob',
      id: 'C',
      container: 'loan',
      lastUpdated: new Date(at(5)),
      fields: { id: 'C' },
    });
  });

  it('lists transactions newest day first, of one account, no more than asked for', async () => {
    const [all, ofA, one] = await firstValueFrom(
      store.query((read) => [
        readBook.transactions(read, query).map(({ date }) => date),
        readBook.transactions(read, { ...query, userId: 'ann', accountId: 'A' }).map(({ date }) => date),
        readBook.transactions(read, { ...query, limit: 1 }).length,
      ]),
    );
    expect(ofA).to.deep.equal(['2026-02-01', '2026-01-01']);
    expect(all).to.deep.equal(['2026-03-01', '2026-02-01', '2026-01-01']);
    expect(one).to.equal(1);
  });

  it('lists links to providers, and holdings', async () => {
    const [links, holdings] = await firstValueFrom(
      store.query((read) => [readBook.providerAccounts(read, query), readBook.holdings(read, query)] as const),
    );
    expect(links[0]).to.deep.include({ id: 'P', status: 'SUCCESS' });
    expect(holdings[0]).to.deep.include({ id: 'H', accountId: 'A', quantity: '2' });
  });
});
