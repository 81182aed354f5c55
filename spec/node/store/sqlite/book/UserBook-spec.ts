import { expect } from 'chai';
import { account, deliverChanges, idsIn } from '../../../../support/bookStand.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

// What it does over many windows is told in writeBook-spec.ts.
describe('UserBook', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('moves accounts first and deletes what they came from afterwards', async () => {
    const store = await folder.open();
    const record = account({ id: 'A', at: 1, providerAccountId: 'P' });
    await deliverChanges(store, [
      { kind: 'upsert', entity: 'account', key: 'account A', record },
      { kind: 'reparent', fromProviderAccountId: 'P', toProviderAccountId: 'Q' },
      { kind: 'tombstone', entity: 'providerAccount', key: 'providerAccount P', id: 'P' },
    ]);
    expect((await idsIn(store)).accounts).to.deep.equal(['A in Q']);
  });
});
