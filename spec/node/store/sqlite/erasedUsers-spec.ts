import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { erasedUsers } from '../../../../lib/node/store/sqlite/erasedUsers.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('erasedUsers', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('knows whom the inbox erased and let in again, by tenant, in a transaction of anybody', async () => {
    const { inbox, transact } = await folder.open();
    const told = () =>
      firstValueFrom(
        transact((work) => [
          erasedUsers.hasAny(work, 't1'),
          ...['ann', 'bob'].map((user) => erasedUsers.has(work, 't1', user)),
          erasedUsers.has(work, 't2', 'ann'),
        ]),
      );
    expect(await told()).to.deep.equal([false, false, false, false]);
    await firstValueFrom(inbox.erase('t1', 'ann'));
    expect(await told()).to.deep.equal([true, true, false, false]);
    await firstValueFrom(inbox.readmit('t1', 'ann'));
    expect(await told()).to.deep.equal([false, false, false, false]);
  });

  it('adds and removes a user, once or more often', async () => {
    const { transact } = await folder.open();
    const told = await firstValueFrom(
      transact((work) => {
        for (const user of ['ann', 'ann', 'bob']) erasedUsers.add(work, 't1', user);
        erasedUsers.remove(work, 't1', 'ann');
        return ['ann', 'bob'].map((user) => erasedUsers.has(work, 't1', user));
      }),
    );
    expect(told).to.deep.equal([false, true]);
  });
});
