import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { eraseBook } from '../../../../../lib/node/store/sqlite/book/eraseBook.js';
import { account, deliverPages, holding, idsIn, link, transaction } from '../../../../support/bookStand.js';
import { fileHolds } from '../../../../support/fileHolds.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

const PAGE = {
  providerAccounts: [link({ id: 'P', at: 1, sources: ['O'] })],
  accounts: [account({ id: 'A', at: 1, providerAccountId: 'P', name: 'Savings of nobody else' })],
  transactions: [transaction({ id: '1', at: 1, container: 'bank', accountId: 'A' })],
  holdings: [holding({ id: 'H', at: 1, accountId: 'A' })],
};

describe('eraseBook', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('is part of every erasure, and leaves other users alone', async () => {
    const store = await folder.open();
    await deliverPages(store, [PAGE], { userId: 'ann' });
    await deliverPages(store, [PAGE], { userId: 'bob' });
    const report = await firstValueFrom(store.inbox.erase('default', 'ann'));
    expect(report).to.include({
      book_provider_accounts: 1,
      book_merges: 1,
      book_accounts: 1,
      book_transactions: 1,
      book_holdings: 1,
      book_users: 1,
    });
    expect((await idsIn(store, 'ann')).accounts).to.deep.equal([]);
    expect((await idsIn(store, 'bob')).accounts).to.deep.equal(['A in P']);
  });

  it('leaves no trace of the user in the file', async () => {
    const file = folder.newFile();
    const store = await folder.open({ file });
    await deliverPages(store, [PAGE], { userId: 'somebody-with-a-name' });
    await firstValueFrom(store.inbox.erase('default', 'somebody-with-a-name'));
    await firstValueFrom(store.close());
    const bytes = readFileSync(file).toString('latin1');
    expect([bytes.includes('somebody-with-a-name'), bytes.includes('Savings of nobody else')]).to.deep.equal([
      false,
      false,
    ]);
  });

  it('leaves no trace of what rows without the name held, wherever rows were moved', async () => {
    const file = folder.newFile();
    const store = await folder.open({ file });
    const users = Array.from({ length: 12 }, (_, n) => `holder-${String(n)}-of-12`);
    const flatOf = (userId: string) => `flat ${String(users.indexOf(userId))}.`;
    let dice = 11;
    const next = (most: number): number => {
      dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648;
      return dice % most;
    };
    for (let at = 1; at <= 12; at++) {
      for (const userId of users) {
        const transactions = Array.from({ length: 8 }, () =>
          transaction({
            id: String(next(1_000_000_000)),
            at,
            container: 'bank',
            description: flatOf(userId) + 'x'.repeat(next(60)),
          }),
        );
        await deliverPages(store, [{ transactions }], { userId });
      }
    }
    for (const userId of users) {
      expect(fileHolds(file, flatOf(userId))).to.equal(true);
      await firstValueFrom(store.inbox.erase('default', userId));
      expect(fileHolds(file, flatOf(userId)), userId).to.equal(false);
    }
  });

  it('reports nothing of a user without a book', async () => {
    const store = await folder.open();
    expect(await firstValueFrom(store.transact((work) => eraseBook(work, 'default', 'ann')))).to.deep.equal({});
  });
});
