import { expect } from 'chai';
import { toDate } from '../../../../lib/aggregators/oxlin/wire/toDate.js';

describe('toDate', () => {
  it('reads seconds', () => {
    expect(toDate(1_528_112_097)).to.deep.equal(new Date('2018-06-04T11:34:57Z'));
  });

  it('D8: takes 0 for none', () => {
    expect([toDate(0), toDate(null), toDate(undefined)]).to.deep.equal([undefined, undefined, undefined]);
  });
});
