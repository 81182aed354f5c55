import { expect } from 'chai';
import { readAccounts, readTransactions } from '../../../lib/cli/commands/readFiltered.js';
import { inVirtualSandbox } from '../../support/inVirtualSandbox.js';

const accounts = (flags: Parameters<typeof readAccounts>[0]) =>
  inVirtualSandbox(['success', 'partial'], ({ api }) => readAccounts(flags)(api.forUser('501'))).values;
const transactions = (flags: Parameters<typeof readTransactions>[0]) =>
  inVirtualSandbox(['success', 'partial'], ({ api }) => readTransactions(flags)(api.forUser('501'))).values;

describe('readAccounts', () => {
  it('reads all of them, or those of a connection, a type, a status', () => {
    const all = accounts({});
    expect(new Set(all.map(({ connectionId }) => connectionId))).to.deep.equal(new Set(['1001', '1002']));
    const some = accounts({ connection: '1002', type: 'SAVINGS', status: 'ACTIVE' });
    expect(some).to.deep.equal(all.filter(({ connectionId, type }) => connectionId === '1002' && type === 'SAVINGS'));
    expect(some.length).to.be.greaterThan(0);
  });
});

describe('readTransactions', () => {
  it('reads all of them, those of an account, or those of a connection', () => {
    const all = transactions({});
    const mine = accounts({ connection: '1002' }).map(({ id }) => id);
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();
    expect(ids(transactions({ connection: '1002' }))).to.deep.equal(
      ids(all.filter(({ accountId }) => mine.includes(accountId))),
    );
    const [account = ''] = mine;
    expect(ids(transactions({ account }))).to.deep.equal(ids(all.filter(({ accountId }) => accountId === account)));
  });

  it('reads those between two days', () => {
    const days = transactions({})
      .map(({ date = '' }) => date)
      .sort();
    const [from = '', to = ''] = [days[3], days[10]];
    const some = transactions({ from, to }).map(({ date = '' }) => date);
    expect(some.length).to.be.greaterThan(0);
    for (const date of some) expect(date >= from && date <= to).to.equal(true);
  });
});
