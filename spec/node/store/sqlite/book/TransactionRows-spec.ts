import { expect } from 'chai';
import { account, deliverPages, idsIn, transaction } from '../../../../support/bookStand.js';
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
    const rows = [8, 9].map((at) => transaction({ id: String(at), at, container: 'bank', accountId: 'A' }));
    await deliverPages(store, [{ transactions: rows }]);
    expect((await idsIn(store)).transactions).to.deep.equal([]);
  });
});
