import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { bookTotals, trueTotals } from '../../../../lib/cli/commands/demo/bookTotals.js';
import { startSandbox } from '../../../../lib/sandbox/index.js';
import { account, deliverPages, transaction } from '../../../support/bookStand.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('bookTotals', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('counts rows of all users', async () => {
    const store = await folder.open();
    for (const userId of ['ann', 'bob']) {
      const transactions = [transaction({ id: '1', container: 'bank', accountId: 'A' })];
      await deliverPages(store, [{ accounts: [account({ id: 'A' })], transactions }], { userId });
    }
    expect(await firstValueFrom(store.query(bookTotals))).to.deep.equal({ accounts: 2, transactions: 2, holdings: 0 });
  });
});

describe('trueTotals', () => {
  it('counts rows of users that are there', async () => {
    const sandbox = await startSandbox({ users: 2 });
    await fetch(new URL('/__sandbox/act', sandbox.baseUrl), { method: 'POST', body: '{"action":"add"}' });
    const [two, three] = [trueTotals(sandbox, 2), trueTotals(sandbox, 3)];
    await sandbox.close();
    expect(two.accounts).to.be.greaterThan(1);
    expect(three).to.deep.equal(two);
  });
});
