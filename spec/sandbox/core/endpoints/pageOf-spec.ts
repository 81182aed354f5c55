import { expect } from 'chai';
import { pageOf } from '../../../../lib/sandbox/core/endpoints/pageOf.js';
import { resolveSwitches } from '../../../../lib/sandbox/core/switches/resolveSwitches.js';

const settings = { switches: resolveSwitches() };
const rows = Array.from({ length: 1_200 }, (_, index) => index);
const page = (query: Readonly<Record<string, string>>, given = settings) => {
  const result = pageOf(given, new Map(Object.entries(query)), rows);
  return 'rows' in result ? [result.rows[0], result.rows.length] : result.refused.status;
};

describe('pageOf', () => {
  it('starts at page 1 with 100 rows', () => {
    expect(page({})).to.deep.equal([0, 100]);
    expect(page({ page: '2' })).to.deep.equal([100, 100]);
  });

  it('ends with a short page and then empty ones', () => {
    expect(page({ page: '3', limit: '500' })).to.deep.equal([1_000, 200]);
    expect(page({ page: '4', limit: '500' })).to.deep.equal([undefined, 0]);
  });

  it('cuts a limit over 500 silently, or refuses it by switch', () => {
    expect(page({ limit: '1000' })).to.deep.equal([0, 500]);
    expect(page({ limit: '1000' }, { switches: resolveSwitches({ limitOver500: '400' }) })).to.equal(400);
  });

  for (const query of [{ page: '0' }, { page: '-1' }, { page: 'x' }, { limit: '0' }, { limit: '1.5' }, { page: '' }]) {
    it(`refuses ${JSON.stringify(query)}`, () => {
      expect(page(query)).to.equal(400);
    });
  }
});
