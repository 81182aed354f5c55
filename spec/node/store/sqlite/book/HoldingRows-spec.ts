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

  it('keeps one gone that went in the second of its change', async () => {
    const store = await folder.open();
    await deliverPages(store, [{ holdings: [holding({ id: 'H', at: 5, gone: true })] }]);
    await deliverPages(store, [{ holdings: [holding({ id: 'H', at: 5, accountId: 'A' })] }]);
    expect((await idsIn(store)).holdings).to.deep.equal([]);
  });

  it('brings back nothing older than what went with its account or was sold', async () => {
    const held = holding({ id: 'H', at: 50, accountId: 'A' });
    for (const end of [{ accounts: [account({ id: 'A', at: 20, gone: true })] }, { holdingsOf: 'A' }]) {
      const store = await folder.open();
      await deliverPages(store, [{ holdings: [held] }]);
      await deliverPages(store, [end], { until: 30 });
      expect((await idsIn(store)).holdings).to.deep.equal([]);
      await deliverPages(store, [{ holdings: [{ ...held, ...holding({ id: 'H', at: 40 }) }] }]);
      expect((await idsIn(store)).holdings).to.deep.equal([]);
    }
  });

  it('takes nothing of an account that went after it', async () => {
    const store = await folder.open();
    await deliverPages(store, [{ accounts: [account({ id: 'A', at: 9, gone: true })] }]);
    await deliverPages(store, [{ holdingsOf: 'A', holdings: [holding({ id: 'H', at: 8, accountId: 'A' })] }]);
    expect((await idsIn(store)).holdings).to.deep.equal([]);
  });
});
