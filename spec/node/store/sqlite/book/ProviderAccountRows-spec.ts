import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { ProviderAccountRows } from '../../../../../lib/node/store/sqlite/book/ProviderAccountRows.js';
import { link } from '../../../../support/bookStand.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

describe('ProviderAccountRows', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const withRows = async <T>(use: (rows: ProviderAccountRows) => T): Promise<T> => {
    const store = await folder.open();
    return firstValueFrom(
      store.transact((transaction) => use(new ProviderAccountRows({ transaction, owner: 1, asOf: 9_000 }))),
    );
  };

  it('tells with which version one went, and lets a newer one stay', async () => {
    const found = await withRows((rows) => {
      rows.upsert(link({ id: 'P', at: 9 }));
      return [rows.remove('P', 8_000), rows.goneVersion('P'), rows.remove('P', 9_000), rows.goneVersion('P')];
    });
    expect(found).to.deep.equal([false, undefined, true, 9_000]);
  });

  it('follows merges to the end, in whatever order they were told', async () => {
    const found = await withRows((rows) => {
      rows.merge('B', 'C');
      rows.merge('A', 'B');
      return [rows.resolve('A'), rows.resolve('B'), rows.resolve('C')];
    });
    expect(found).to.deep.equal(['C', 'C', 'C']);
  });

  it('ends also when one is merged back', async () => {
    const found = await withRows((rows) => {
      rows.merge('A', 'B');
      rows.merge('B', 'A');
      return [rows.resolve('A'), rows.resolve('B')];
    });
    expect(found).to.deep.equal(['A', 'A']);
  });
});
