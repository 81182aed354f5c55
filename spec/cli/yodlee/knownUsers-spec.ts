import { expect } from 'chai';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { firstValueFrom, NEVER } from 'rxjs';
import { fileOfUsers, knownUsers } from '../../../lib/cli/yodlee/knownUsers.js';
import { account, deliverPages } from '../../support/bookStand.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';

describe('knownUsers', () => {
  const stores = new SqliteFolder();
  const folder = mkdtempSync(path.join(tmpdir(), 'millrace-users-'));
  after(async () => {
    await stores.remove();
    rmSync(folder, { recursive: true });
  });

  it('knows everybody, those who have a book, or those in a file', async () => {
    const store = await stores.open();
    await deliverPages(store, [{ accounts: [account({ id: 'A' })] }], { userId: 'bob' });
    writeFileSync(path.join(folder, 'users'), 'ann\n');
    expect(knownUsers('all', folder, store)).to.equal(undefined);
    for (const [given, user] of [
      ['book', 'bob'],
      ['users', 'ann'],
    ] as const) {
      const known = knownUsers(given, folder, store);
      const found = known === undefined ? undefined : await firstValueFrom(known('default', ['ann', 'bob', 'eve']));
      expect([...(found ?? [])]).to.deep.equal([user]);
    }
  });

  it('reads no more of the book than what it is asked', async () => {
    const store = await stores.open();
    for (const userId of ['ann', 'bob', 'eve']) await deliverPages(store, [{}], { userId });
    await deliverPages(store, [{}], { userId: 'ann', tenant: 'other' });
    const read: number[] = [];
    const known = knownUsers('book', folder, {
      query: (work) =>
        store.query((transaction) =>
          work({
            prepare: (sql) => {
              const statement = transaction.prepare(sql);
              return {
                ...{ run: (...given) => statement.run(...given), get: (...given) => statement.get(...given) },
                all: (...given) => {
                  const rows = statement.all(...given);
                  read.push(rows.length);
                  return rows;
                },
              };
            },
          }),
        ),
    });
    const many = Array.from({ length: 1_100 }, (_, n) => `nobody-${String(n)}`);
    const found = await firstValueFrom(known?.('default', ['ann', ...many, 'eve']) ?? NEVER);
    expect([...found]).to.deep.equal(['ann', 'eve']);
    expect(read.reduce((sum, count) => sum + count, 0)).to.equal(2);
    expect([...(await firstValueFrom(known?.('default', []) ?? NEVER))]).to.deep.equal([]);
  });

  it('fails at once for a file that is not there', async () => {
    const store = await stores.open();
    expect(() => knownUsers('nowhere', folder, store)).to.throw('--known-users nowhere: expected all, book, or a file');
  });
});

describe('fileOfUsers', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'millrace-users-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('leaves comments and empty lines out, and reads again when the file has changed', () => {
    const file = path.join(folder, 'users');
    writeFileSync(file, '# ours\n\n ann \nbob\n');
    const users = fileOfUsers(file, 'users');
    expect([...users()]).to.deep.equal(['ann', 'bob']);
    writeFileSync(file, 'eve\n');
    utimesSync(file, 1, 1);
    expect([...users()]).to.deep.equal(['eve']);
  });
});
