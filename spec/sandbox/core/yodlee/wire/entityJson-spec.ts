import { expect } from 'chai';
import {
  accountJson,
  holdingJson,
  providerAccountJson,
  transactionJson,
} from '../../../../../lib/sandbox/core/yodlee/wire/entityJson.js';
import { writeJson, type JsonObject } from '../../../../../lib/sandbox/core/wire/writeJson.js';
import type { Entity } from '../../../../../lib/sandbox/core/yodlee/bank/records.js';
import { lived } from '../../../../support/yodleeBank.js';

const book = lived(['add', 'delete-provider-account'], {});
const shown = <V>([entity]: readonly Entity<V>[], deleted: boolean) => {
  const version = entity?.versions.find((one) => one.deleted === deleted);
  if (entity === undefined || version === undefined) throw new Error('no such version');
  return { id: entity.id, version };
};
const names = (json: JsonObject) =>
  Object.keys(JSON.parse(writeJson(json)) as object)
    .sort()
    .join(' ');
const forms = ['bare', 'full', 'id-only'];

describe('providerAccountJson', () => {
  it('says less of a deleted one, by switch', () => {
    const deleted = shown(book.providerAccounts, true);
    expect(names(providerAccountJson(shown(book.providerAccounts, false), 'bare'))).to.equal(
      'aggregationSource createdDate dataset id isManual lastUpdated providerId status',
    );
    expect(forms.map((form) => names(providerAccountJson(deleted, form)).split(' ').length)).to.deep.equal([3, 9, 2]);
    expect(forms.every((form) => providerAccountJson(deleted, form)['isDeleted'] === true)).to.equal(true);
  });
});

describe('accountJson', () => {
  it('says less of a deleted one, by switch', () => {
    const deleted = shown(book.accounts, true);
    expect(names(accountJson(deleted, 'bare'))).to.equal(
      'CONTAINER accountStatus id isDeleted lastUpdated providerAccountId',
    );
    expect(names(accountJson(deleted, 'id-only'))).to.equal('id isDeleted');
    expect(names(accountJson(shown(book.accounts, false), 'bare')))
      .to.contain('balance')
      .and.not.to.contain('isDeleted');
  });
});

describe('transactionJson', () => {
  it('has an amount without a sign, and says less of a deleted one', () => {
    const there = writeJson(transactionJson(shown(book.transactions, false), 'bare'));
    expect(there).to.match(/^\{"id":1000001,"CONTAINER":"bank".*"amount":\{"amount":\d/);
    const deleted = shown(book.transactions, true);
    expect(forms.map((form) => names(transactionJson(deleted, form)))).to.satisfy(
      (all: readonly string[]) =>
        all[0] === 'CONTAINER accountId id isDeleted lastUpdated' && all[2] === 'accountId id isDeleted',
    );
  });
});

describe('holdingJson', () => {
  it('has its value, and little when it is gone', () => {
    expect(names(holdingJson(shown(book.holdings, false), 'bare'))).to.contain('quantity');
    expect(names(holdingJson(shown(book.holdings, true), 'bare'))).to.equal('accountId id isDeleted lastUpdated');
    expect(names(holdingJson(shown(book.holdings, true), 'full'))).to.contain('quantity');
  });
});
