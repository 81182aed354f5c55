import { expect } from 'chai';
import { account, deliverPages, holding, idsIn } from '../../../../support/bookStand.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

// Sets are told in writeBook-spec.ts; here is what comes one by one.
describe('HoldingRows', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('takes single ones by their version, and deletes those that are said to be gone', async () => {
    const store = await folder.open();
    await deliverPages(store, [
      { holdings: [holding({ id: 'H', at: 5, accountId: 'A' }), holding({ id: 'I', at: 5, accountId: 'A' })] },
    ]);
    await deliverPages(store, [
      { holdings: [holding({ id: 'H', at: 6, gone: true }), holding({ id: 'I', at: 4, gone: true })] },
    ]);
    expect((await idsIn(store)).holdings).to.deep.equal(['I of A']);
  });

  it('takes nothing of an account that went after it', async () => {
    const store = await folder.open();
    await deliverPages(store, [{ accounts: [account({ id: 'A', at: 9, gone: true })] }]);
    await deliverPages(store, [{ holdingsOf: 'A', holdings: [holding({ id: 'H', at: 8, accountId: 'A' })] }]);
    expect((await idsIn(store)).holdings).to.deep.equal([]);
  });
});
