import { expect } from 'chai';
import { ACCOUNT_PARAMETERS, accountsOf } from '../../../../lib/sandbox/core/endpoints/accounts.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const driver = new SandboxDriver({ play: ['success', 'partial'] }).logIn();
const ids = (query: string) => driver.rows(`/accounts?${query}`).map(({ id }) => id);

describe('listAccountsPage', () => {
  const rows = [
    ['connection_id=1002', ['100201', '100202', '100203', '100204']],
    ['type=LOAN', ['100104', '100204']],
    ['usage=PROFESSIONAL&connection_id=1001', ['100104']],
    ['status=ERROR', []],
    ['q=courant', ['100101', '100201']],
    ['page=2&limit=3', ['100104', '100201', '100202']],
    ['page=9', []],
  ] as const;
  for (const [query, expected] of rows) {
    it(`filters by ${query}`, () => {
      expect(ids(query)).to.deep.equal(expected);
    });
  }

  it('sorts both ways', () => {
    const balances = driver.rows('/accounts?sort=balance').map(({ balance }) => Number(balance));
    expect(balances).to.deep.equal([...balances].sort((a, b) => a - b));
    expect(driver.rows('/accounts?sort=-balance').map(({ balance }) => Number(balance))).to.deep.equal(
      [...balances].reverse(),
    );
    expect(ids('sort=name')).to.have.length(8);
  });

  it('knows its parameters and no other', () => {
    for (const name of ACCOUNT_PARAMETERS) {
      const value = name === 'sort' ? 'creation_date' : '1';
      expect(driver.ask('GET', `/accounts?${name}=${value}`).status, name).to.equal(200);
    }
    for (const query of ['colour=red', 'sort=colour', 'page=0', 'limit=x', 'page=1&page=2']) {
      expect(driver.ask('GET', `/accounts?${query}`).status, query).to.equal(400);
    }
  });
});

describe('readAccount', () => {
  it('answers the very object of the list', () => {
    expect(driver.json('GET', '/accounts/100101')).to.deep.equal(driver.rows('/accounts')[0]);
    expect(driver.ask('GET', '/accounts/100105').status).to.equal(404);
  });
});

describe('deleteAccount', () => {
  it('hides an account, once', () => {
    const other = new SandboxDriver().logIn();
    expect(other.ask('DELETE', '/accounts/100101').status).to.equal(204);
    expect(other.ask('DELETE', '/accounts/100101').status).to.equal(404);
    expect(other.ask('GET', '/accounts/100101').status).to.equal(404);
    expect(other.rows('/transactions?account_id=100101')).to.deep.equal([]);
  });
});

describe('accountsOf', () => {
  it('lists what the user sees', () => {
    expect(accountsOf(driver.state, '501')).to.have.length(8);
    expect(accountsOf(driver.state, '777')).to.deep.equal([]);
  });
});
