import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { openUserBook } from '../../../../../lib/node/store/sqlite/book/openUserBook.js';
import { readBook } from '../../../../../lib/node/store/sqlite/book/readBook.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

describe('openUserBook', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('gives a user one book, however often it is opened', async () => {
    const store = await folder.open();
    const users = await firstValueFrom(
      store.transact((work) => {
        for (const userId of ['ann', 'bob', 'ann']) openUserBook(work, { tenant: 'default', userId }, 0);
        openUserBook(work, { tenant: 'other', userId: 'ann' }, 0);
        return readBook.users(work, { tenant: 'default' });
      }),
    );
    expect(users).to.deep.equal(['ann', 'bob']);
  });
});
