import { expect } from 'chai';
import fc from 'fast-check';
import { sharedDates } from '../../../../lib/aggregators/oxlin/wire/sharedDates.js';
import { toDate } from '../../../../lib/aggregators/oxlin/wire/toDate.js';

const AT = 1_528_112_097;

describe('sharedDates', () => {
  it('gives what toDate gives, in whatever order it is asked', () => {
    const near = fc.integer({ min: AT - 200, max: AT + 200 });
    const seconds = fc.oneof(
      near,
      fc.constantFrom(0, null, undefined, AT + 0.5),
      fc.double({ min: 0, max: 4e9, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 300 }), (all) => {
        expect(all.map(sharedDates())).to.deep.equal(all.map(toDate));
      }),
    );
  });

  it('gives one Date for equal seconds', () => {
    const dateOf = sharedDates();
    expect(dateOf(AT)).to.equal(dateOf(AT));
  });

  it('shares nothing between pages, nor what somebody has changed', () => {
    const dateOf = sharedDates();
    const date = dateOf(AT);
    expect(sharedDates()(AT)).not.to.equal(date);
    date?.setTime(0);
    expect(dateOf(AT)).to.deep.equal(toDate(AT));
  });
});
