import { expect } from 'chai';
import {
  countTransactions,
  listUserTransactions,
  updateTransaction,
} from '../../../../../lib/sandbox/core/yodlee/endpoints/transactions.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const added = (switches: Readonly<Record<string, string>> = {}) =>
  new YodleeDriver({ switches }).act('add', 'user-1').pass(60).as('user-1');
const count = (driver: YodleeDriver, query: string) =>
  (driver.json('GET', `/transactions${query}`)['transaction'] as unknown[] | undefined)?.length ?? 0;

describe(listUserTransactions.name, () => {
  it('lists the last 30 days, by account, container and dates', () => {
    const driver = added();
    const queries = ['', '?accountId=1000000001', '?container=creditCard', '?fromDate=2026-01-15&toDate=2026-01-15'];
    expect(queries.map((query) => count(driver, query))).to.deep.equal([5, 3, 2, 5]);
    expect(count(driver, '?fromDate=2026-01-01&toDate=2026-01-14')).to.equal(0);
    expect(count(driver.pass(31 * 86_400).as('user-1'), '')).to.equal(0);
  });

  it('links onward and back as the real service does, or as RFC 8288 wants it', () => {
    expect(added().ask('GET', '/transactions?skip=2&top=2&container=bank').headers['link']).to.equal(
      ': /transactions?container=bank&top=2;rel=previous, /transactions/count?container=bank;rel=count',
    );
    expect(added().ask('GET', '/transactions?top=2').headers['link']).to.equal(
      ': /transactions?skip=2&top=2;rel=next, /transactions/count;rel=count',
    );
    expect(added({ linkForm: 'rfc' }).ask('GET', '/transactions?top=2').headers['link']).to.equal(
      '</transactions?skip=2&top=2>; rel="next", </transactions/count>; rel="count"',
    );
    expect(added().ask('GET', '/transactions').headers).not.to.have.property('link');
  });

  it('refuses what is documented', () => {
    const driver = added();
    const refuse = (query: string) => driver.refusal('GET', `/transactions?${query}`).slice(0, 8);
    expect(
      [
        'top=0',
        'skip=-1',
        'container=bank,loan',
        'container=x',
        'fromDate=x',
        'accountId=x',
        'fromDate=2026-02-01',
      ].map(refuse),
    ).to.deep.equal(['400 Y804', '400 Y800', '400 Y805', '400 Y800', '400 Y800', '400 Y800', '400 Y809']);
  });
});

describe(countTransactions.name, () => {
  it('counts with the filters of the list', () => {
    expect(added().json('GET', '/transactions/count?container=bank')).to.deep.equal({
      transaction: { TOTAL: { count: 3 } },
    });
    expect(added().refusal('GET', '/transactions/count?container=x')).to.contain('Y800');
  });
});

describe(updateTransaction.name, () => {
  it('tells rows of the same id apart by their container', () => {
    const driver = added();
    const put = (transaction: unknown) =>
      driver.refusal('PUT', '/transactions/1000001', JSON.stringify({ transaction }));
    expect(put({ container: 'creditCard', categoryId: 99, memo: 'mine' })).to.equal('204');
    const rows = driver.book(0).transactions.filter(({ id }) => id === '1000001');
    expect(rows.map(({ container, memo }) => [container, memo])).to.deep.equal([
      ['bank', undefined],
      ['creditCard', 'mine'],
    ]);
    expect(put({})).to.contain('400 Y812');
    expect(put({ container: 'loan' })).to.contain('Invalid value for transactionId');
    expect(put({ container: 'bank', categoryId: 'x' })).to.contain('Invalid value for categoryId');
  });
});
