import { expect } from 'chai';
import { readIds } from '../../../../../lib/sandbox/core/yodlee/endpoints/readIds.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const { state } = new YodleeDriver();
const read = (text?: string) =>
  readIds({ state, query: new Map(text === undefined ? [] : [['accountId', text]]) }, 'accountId');

describe('readIds', () => {
  it('wants all when nothing is said, else those that are named', () => {
    const [all, some] = [read(), read('1,2')];
    expect('wants' in all && all.wants('7')).to.equal(true);
    expect('wants' in some && ['1', '2', '3'].map(some.wants)).to.deep.equal([true, true, false]);
  });

  it('refuses what is no id, and more than a hundred', () => {
    const code = (text: string) =>
      JSON.stringify(read(text)).includes('Y824') || JSON.stringify(read(text)).includes('Y800');
    expect([code('x'), code(Array(101).fill('1').join()), code(Array(100).fill('1').join())]).to.deep.equal([
      true,
      true,
      false,
    ]);
  });
});
