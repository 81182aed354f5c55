import { expect } from 'chai';
import type { Change } from '../../../../../lib/model/Change.js';
import type { TransactionRecord } from '../../../../../lib/model/UserDataPage.js';
import { account, at, deliverChanges, deliverPages, idsIn, transaction } from '../../../../support/bookStand.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

// The rules are told in writeBook-spec.ts; here is what only rows know.
describe('TransactionRows', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('takes the container of the account when a transaction does not tell its own', async () => {
    const store = await folder.open();
    await deliverPages(store, [{ accounts: [account({ id: 'A', at: 1, container: 'loan' })] }]);
    await deliverPages(store, [{ transactions: [transaction({ id: '1', at: 1, accountId: 'A' })] }]);
    expect((await idsIn(store)).transactions).to.deep.equal(['loan 1 -']);
  });

  it('takes nothing of an account that went after it', async () => {
    const store = await folder.open();
    await deliverPages(store, [{ accounts: [account({ id: 'A', at: 9, gone: true })] }]);
    const rows = [8, 9].map((second) =>
      transaction({ id: String(second), at: second, container: 'bank', accountId: 'A' }),
    );
    await deliverPages(store, [{ transactions: rows }]);
    expect((await idsIn(store)).transactions).to.deep.equal([]);
  });

  it('finds what a tombstone without container means before its account is known', async () => {
    const store = await folder.open();
    const rows = ['1', '2'].map((id) => transaction({ id, at: 5, container: 'bank', accountId: 'A' }));
    await deliverPages(store, [{ transactions: rows }]);
    await deliverPages(store, [{ transactions: [transaction({ id: '1', at: 6, gone: true, accountId: 'A' })] }]);
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 2 -']);
  });

  it('holds what went without container against what comes later in the same delivery', async () => {
    const store = await folder.open();
    const upsert = (record: TransactionRecord): Change => ({ kind: 'upsert', entity: 'transaction', key: 't', record });
    const living = (second: number): Change => {
      const record = account({ id: 'A', at: second });
      return { kind: 'upsert', entity: 'account', key: 'account A', record };
    };
    const gone = { kind: 'tombstone', key: 'k', lastUpdated: at(7) } as const;
    await deliverChanges(store, [
      upsert(transaction({ id: '0', at: 1, container: 'bank' })),
      { ...gone, entity: 'transaction', id: '1', accountId: 'A' },
      upsert(transaction({ id: '1', at: 6, container: 'bank', accountId: 'A' })),
    ]);
    expect((await idsIn(store)).transactions).to.deep.equal(['bank 0 -']);
    await deliverChanges(
      store,
      [
        upsert(transaction({ id: '0', at: 1, container: 'bank' })),
        upsert(transaction({ id: '2', at: 5, accountId: 'A' })),
        { ...gone, entity: 'account', id: 'A' },
        living(9),
        upsert(transaction({ id: '2', at: 6, container: 'bank', accountId: 'A' })),
      ],
      { userId: 'bob' },
    );
    expect((await idsIn(store, 'bob')).transactions).to.deep.equal(['bank 0 -']);
  });
});
