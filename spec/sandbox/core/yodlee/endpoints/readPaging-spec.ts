import { expect } from 'chai';
import { readPaging } from '../../../../../lib/sandbox/core/yodlee/endpoints/readPaging.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const { state } = new YodleeDriver();
const read = (query: Readonly<Record<string, string>>) => {
  const paging = readPaging({ state, query: new Map(Object.entries(query)) });
  return 'refused' in paging ? /Y\d+/.exec(paging.refused.body)?.[0] : paging;
};

describe('readPaging', () => {
  it('begins at 0 with 500 unless told otherwise', () => {
    expect(read({})).to.deep.equal({ skip: 0, top: 500 });
    expect(read({ skip: '7', top: '1' })).to.deep.equal({ skip: 7, top: 1 });
  });

  it('refuses pages of 0 and over 500, and skips that are no numbers', () => {
    expect(['0', '501', 'x', '-1'].map((top) => read({ top }))).to.deep.equal(['Y804', 'Y804', 'Y804', 'Y804']);
    expect(['-1', 'x'].map((skip) => read({ skip }))).to.deep.equal(['Y800', 'Y800']);
  });
});
