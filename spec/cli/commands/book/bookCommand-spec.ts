import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import {
  bookAccounts,
  bookCommand,
  bookTransactions,
  describeBookAccount,
  describeBookTransaction,
} from '../../../../lib/cli/commands/book/bookCommand.js';
import { readBook } from '../../../../lib/node/store/sqlite/index.js';
import { fakeHost } from '../../../support/fakeHost.js';
import { filledInbox } from '../../../support/filledInbox.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('bookCommand', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('prints the rows that are asked for, complete for machines', async () => {
    const inbox = await filledInbox(folder);
    const host = fakeHost();
    const flags = { inbox, userId: 'ann-of-4567', account: 'A', limit: 5 };
    await firstValueFrom(bookCommand(host, flags, readBook.transactions, describeBookTransaction).run);
    expect(host.stdout.text()).to.equal('2026-11-21  DEBIT 3.5 USD  ••••  POSTED  account A  ••••4567\n');
    const machines = fakeHost();
    await firstValueFrom(bookCommand(machines, { inbox, json: true }, readBook.accounts, describeBookAccount).run);
    expect(JSON.parse(machines.stdout.text())).to.deep.include({ id: 'A', balance: '12.5', name: 'Savings-0000' });
  });
});

describe('bookAccounts', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('lists accounts', async () => {
    const host = fakeHost();
    await firstValueFrom(bookAccounts(host, { inbox: await filledInbox(folder) }).run);
    expect(host.stdout.text()).to.match(/^••••\S*  A  /);
  });
});

describe('bookTransactions', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('lists transactions', async () => {
    const host = fakeHost();
    await firstValueFrom(bookTransactions(host, { inbox: await filledInbox(folder) }).run);
    expect(host.stdout.text()).to.match(/^2026-11-21  DEBIT 3\.5 USD/);
  });
});

describe('describeBookAccount', () => {
  const account = {
    userId: 'somebody',
    id: 'A',
    lastUpdated: new Date(0),
    fields: {},
    name: 'Savings',
    balance: '1.5',
  };

  it('masks who it is and what it is called, unless asked', () => {
    expect(describeBookAccount({ ...account, currency: 'EUR' }, false)).to.equal('••••  A  ••••  1.5 EUR');
    expect(describeBookAccount(account, true)).to.equal('somebody  A  Savings  1.5');
  });
});

describe('describeBookTransaction', () => {
  it('tells what there is', () => {
    const bare = { userId: 'u', id: '1', container: 'bank', lastUpdated: new Date(0), fields: {} };
    expect(describeBookTransaction(bare, true)).to.equal('u');
  });
});
