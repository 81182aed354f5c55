import { expect } from 'chai';
import { accountQuery, given, pageLimit } from '../../../lib/aggregators/oxlin/AccountFilter.js';

describe('accountQuery', () => {
  it("writes a filter in upstream's names", () => {
    expect(
      accountQuery({ connectionId: '7', type: 'LOAN', status: 'ACTIVE', usage: 'PERSONAL', search: 'a', pageSize: 5 }),
    ).to.deep.equal({
      connection_id: '7',
      type: 'LOAN',
      status: 'ACTIVE',
      usage: 'PERSONAL',
      q: 'a',
      limit: '5',
    });
  });

  it('asks for 100 rows unless told otherwise', () => {
    expect(accountQuery({})).to.deep.equal({ limit: '100' });
  });
});

describe('pageLimit', () => {
  it('refuses what upstream would cap or not understand', () => {
    for (const size of [0, 501, 1.5, NaN, -1]) expect(() => pageLimit(size)).to.throw(/pageSize: expected .* 1 to 500/);
  });
});

describe('given', () => {
  it('writes nothing for undefined', () => {
    expect(given('q', undefined)).to.deep.equal({});
    expect(given('q', '')).to.deep.equal({ q: '' });
  });
});
