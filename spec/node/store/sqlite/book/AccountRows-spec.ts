import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { AccountRows } from '../../../../../lib/node/store/sqlite/book/AccountRows.js';
import { account } from '../../../../support/bookStand.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

describe('AccountRows', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('knows what belongs to a provider account, also after a move', async () => {
    const store = await folder.open();
    const found = await firstValueFrom(
      store.transact((transaction) => {
        const rows = new AccountRows({ transaction, owner: 1, asOf: 5_000 });
        rows.upsert(account({ id: 'A', at: 1 }), 'P');
        rows.upsert(account({ id: 'B', at: 1 }), 'P');
        rows.reparent('P', 'Q');
        return [rows.under('P'), rows.under('Q')];
      }),
    );
    expect(found).to.deep.equal([[], ['A', 'B']]);
  });

  it('keeps one gone that went in the second of its change, and takes a living one of the same second again', async () => {
    const store = await folder.open();
    const found = await firstValueFrom(
      store.transact((transaction) => {
        const rows = new AccountRows({ transaction, owner: 1, asOf: 5_000 });
        rows.remove('A', 2_000);
        rows.upsert(account({ id: 'A', at: 2 }), 'P');
        rows.upsert(account({ id: 'B', at: 2 }), 'P');
        rows.upsert(account({ id: 'B', at: 2 }), 'Q');
        return [rows.under('P'), rows.under('Q')];
      }),
    );
    expect(found).to.deep.equal([[], ['B']]);
  });

  it('remembers the container of one that went, and when', async () => {
    const store = await folder.open();
    const found = await firstValueFrom(
      store.transact((transaction) => {
        const rows = new AccountRows({ transaction, owner: 1, asOf: 5_000 });
        rows.upsert(account({ id: 'A', at: 1, container: 'loan' }), undefined);
        const before = rows.find('A');
        rows.remove('A', 2_000);
        return [before, rows.find('A'), rows.find('B')];
      }),
    );
    expect(found).to.deep.equal([{ container: 'loan' }, { container: 'loan', goneVersion: 2_000 }, undefined]);
  });
});
