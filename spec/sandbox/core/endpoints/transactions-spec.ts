import { expect } from 'chai';
import { TRANSACTION_PARAMETERS } from '../../../../lib/sandbox/core/endpoints/transactions.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const driver = new SandboxDriver({ pastTransactions: 40 }).logIn();
driver.ask('POST', '/connections/1001/synchronize');
driver.pass(60);
const all = driver.rows('/transactions?limit=500');
const number = (row: Record<string, unknown>, name: string): number => Number(row[name]);
const found = (query: string) => driver.rows(`/transactions?limit=500&${query}`).map(({ id }) => id);
const where = (test: (row: Record<string, unknown>) => boolean) => all.filter(test).map(({ id }) => id);

describe('listTransactionsPage', () => {
  it('lists newest first', () => {
    const dates = all.map((row) => number(row, 'date'));
    expect(dates).to.deep.equal([...dates].sort((a, b) => b - a));
    expect(all.length).to.be.greaterThan(60);
  });

  it('pages through everything exactly once', () => {
    const ids: unknown[] = [];
    for (let page = 1; page < 100; page++) {
      const rows = driver.rows(`/transactions?limit=7&page=${page}`);
      if (rows.length === 0) break;
      ids.push(...rows.map(({ id }) => id));
    }
    expect(ids).to.deep.equal(all.map(({ id }) => id));
  });

  const [, , some] = all;
  const [date, amount, imported] = [
    number(some ?? {}, 'date'),
    number(some ?? {}, 'amount'),
    number(all[0] ?? {}, 'import_date'),
  ];
  const rows: readonly (readonly [string, (row: Record<string, unknown>) => boolean])[] = [
    ['account_id=100101', (row) => row['account_id'] === '100101'],
    [`start_date=${date}`, (row) => number(row, 'date') >= date],
    [`end_date=${date}`, (row) => number(row, 'date') <= date],
    [`start_import_date=${imported}`, (row) => number(row, 'import_date') >= imported],
    ['origin=ORIGINAL', () => true],
    ['origin=UPCOMING', () => false],
    ['included_statuses=PENDING,REJECTED', (row) => row['status'] === 'PENDING'],
    ['excluded_statuses=BOOKED', (row) => row['status'] !== 'BOOKED'],
    ['min_amount=-20.5', (row) => number(row, 'amount') >= -20.5],
    ['max_amount=-20.5', (row) => number(row, 'amount') <= -20.5],
    [`amount=${amount}`, (row) => number(row, 'amount') === amount],
    ['account_type=LOAN', (row) => row['account_id'] === '100104'],
    ['category_id=2002', (row) => row['category_id'] === '2002'],
  ];
  for (const [query, test] of rows) {
    it(`filters by ${query.replace(/=.*/, '')} as documented`, () => {
      expect(found(query)).to.deep.equal(where(test));
    });
  }

  it('finds what a sync brought by its import date, rows of long ago included', () => {
    const before = new SandboxDriver({ pastTransactions: 40 }).logIn();
    const known = before.rows('/transactions?limit=500').map(({ id }) => id);
    const lastEnd = before.state.connections['1001']?.channels[0]?.lastEnd;
    const fresh = driver.rows(`/transactions?limit=500&start_import_date=${Number(lastEnd) + 1}`);
    expect(fresh.map(({ id }) => id)).to.have.members(all.map(({ id }) => id).filter((id) => !known.includes(id)));
  });

  it('knows its parameters and no other', () => {
    for (const name of TRANSACTION_PARAMETERS)
      expect(driver.ask('GET', `/transactions?${name}=1`).status, name).to.equal(200);
    for (const query of ['colour=red', 'start_date=yesterday', 'min_amount=1e3', 'amount=']) {
      expect(driver.ask('GET', `/transactions?${query}`).status, query).to.equal(400);
    }
  });
});

describe('readTransaction', () => {
  it('answers the very object of the list', () => {
    expect(driver.json('GET', `/transactions/${String(all[0]?.['id'])}`)).to.deep.equal(all[0]);
    expect(driver.ask('GET', '/transactions/1').status).to.equal(404);
  });
});
