import { expect } from 'chai';
import { EMPTY_LANE } from '../../../lib/store/rules/Lane.js';
import { laneTimes } from '../../../lib/store/rules/laneTimes.js';

describe('EMPTY_LANE', () => {
  it('is of no interest to anybody', () => {
    expect(laneTimes(EMPTY_LANE)).to.deep.equal({ isLeased: false });
    expect(EMPTY_LANE.delivered).to.deep.equal([]);
  });
});
