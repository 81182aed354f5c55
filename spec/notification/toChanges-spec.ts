import { expect } from 'chai';
import type {
  AccountRecord,
  HoldingRecord,
  ProviderAccountRecord,
  TransactionRecord,
  UserDataPage,
} from '../../lib/model/UserDataPage.js';
import type { Change } from '../../lib/model/Change.js';
import { toChanges } from '../../lib/notification/toChanges.js';
import { dataPage } from '../support/fanOutStage.js';

const provider = (id: string, own: Partial<ProviderAccountRecord> = {}): ProviderAccountRecord => ({
  id,
  isDeleted: false,
  sourceProviderAccountIds: [],
  fields: {},
  ...own,
});
const account = (id: string, own: Partial<AccountRecord> = {}): AccountRecord => ({
  id,
  isDeleted: false,
  fields: {},
  ...own,
});
const row = (id: string, own: Partial<TransactionRecord> = {}): TransactionRecord => ({
  id,
  isDeleted: false,
  fields: {},
  ...own,
});
const holding = (id: string, own: Partial<HoldingRecord> = {}): HoldingRecord => ({
  id,
  isDeleted: false,
  fields: {},
  ...own,
});
const GONE = { isDeleted: true } as const;

function shown(...pages: readonly Partial<UserDataPage>[]): readonly string[] {
  return Array.from(toChanges(pages.map((page) => dataPage(page))), line);
}

function line(change: Change): string {
  switch (change.kind) {
    case 'upsert':
      return `+ ${change.key}`;
    case 'tombstone':
      return `- ${change.key}`;
    case 'reparent':
      return `${change.fromProviderAccountId} > ${change.toProviderAccountId}`;
    case 'holdings':
      return `= ${change.accountId}: ${change.records.map(({ id }) => id).join(' ')}`;
  }
}

describe('toChanges', () => {
  it('gives what is there from the largest to the smallest, and what is gone the other way', () => {
    expect(
      shown({
        providerAccounts: [provider('p', GONE), provider('q')],
        accounts: [account('a', GONE), account('b')],
        transactions: [row('1', { ...GONE, container: 'bank' }), row('2', { container: 'bank' })],
        holdings: [holding('h')],
      }),
    ).to.deep.equal([
      '+ providerAccount q',
      '+ account b',
      '+ transaction bank 2',
      '+ holding h',
      '- transaction bank 1',
      '- account a',
      '- providerAccount p',
    ]);
  });

  it('moves accounts before it deletes the provider account that they left, wherever upstream says it', () => {
    const moved = ['p > q', '- providerAccount p'];
    const gone = provider('p', GONE);
    for (const page of [
      { providerAccounts: [provider('p', { ...GONE, destinationProviderAccountId: 'q' })] },
      { providerAccounts: [gone, provider('q', { sourceProviderAccountIds: ['p'] })] },
      { providerAccounts: [gone], accounts: [account('a', { providerAccountId: 'q', sourceProviderAccountId: 'p' })] },
    ]) {
      expect(shown(page).filter((one) => !one.startsWith('+'))).to.deep.equal(moved);
    }
  });

  it('moves straight to the end of a chain, and is not caught in a circle', () => {
    const to = (id: string, destinationProviderAccountId: string) =>
      provider(id, { ...GONE, destinationProviderAccountId });
    expect(shown({ providerAccounts: [to('p', 'q'), to('q', 'r')] }).slice(0, 2)).to.deep.equal(['p > r', 'q > r']);
    expect(shown({ providerAccounts: [to('p', 'q'), to('q', 'p')] }).filter((one) => one.includes('>'))).to.deep.equal(
      [],
    );
  });

  it('moves no other accounts of a provider account that lives on', () => {
    const page = {
      providerAccounts: [provider('p')],
      accounts: [account('a', { providerAccountId: 'q', sourceProviderAccountId: 'p' })],
    };
    expect(shown(page)).to.deep.equal(['+ providerAccount p', '+ account a']);
  });

  it('keeps an account that was deleted under one provider account and lives under another', () => {
    const accounts = [account('a', { ...GONE, providerAccountId: 'p' }), account('a', { providerAccountId: 'q' })];
    expect(shown({ accounts })).to.deep.equal(['+ account a']);
    expect(shown({ accounts: accounts.slice(0, 1) }, { accounts: accounts.slice(1) })).to.deep.equal(['+ account a']);
  });

  it('takes the container of a transaction from its account when it says none', () => {
    const accounts = [account('a', { container: 'bank' })];
    expect(
      shown({
        accounts,
        transactions: [row('1', { ...GONE, accountId: 'a' }), row('2', { ...GONE, accountId: 'z' }), row('3', GONE)],
      }),
    ).to.deep.equal(['+ account a', '- transaction bank 1', '- transaction ? 2', '- transaction ? 3']);
    const [first] = [...toChanges([dataPage({ accounts, transactions: [row('1', { accountId: 'a' })] })])].slice(1);
    expect(first).to.deep.include({
      key: 'transaction bank 1',
      record: row('1', { accountId: 'a', container: 'bank' }),
    });
  });

  it('gives tombstones what they know of themselves', () => {
    const gone = row('1', { ...GONE, accountId: 'a', lastUpdated: '2018-06-04T10:00:00Z' });
    expect([...toChanges([dataPage({ transactions: [gone] })])]).to.deep.equal([
      {
        kind: 'tombstone',
        entity: 'transaction',
        key: 'transaction ? 1',
        id: '1',
        accountId: 'a',
        lastUpdated: '2018-06-04T10:00:00Z',
      },
    ]);
  });

  it('gives holdings that were read whole as a set, and others one by one', () => {
    expect(
      shown(
        { holdings: [holding('1', { accountId: 'a' }), holding('2', { accountId: 'b' }), holding('3', GONE)] },
        { holdingsOf: 'a', holdings: [holding('4', { accountId: 'a' }), holding('5', GONE)] },
        { holdingsOf: 'c' },
      ),
    ).to.deep.equal(['+ holding 2', '- holding 3', '= a: 4', '= c: ']);
  });

  it('reads pages as often as it is walked', () => {
    const changes = toChanges([dataPage({ accounts: [account('a')] })]);
    expect([...changes]).to.deep.equal([...changes]);
  });
});
