import { expect } from 'chai';
import fc from 'fast-check';
import { fromCalendarDate, toCalendarDate } from '../../../../lib/aggregators/oxlin/wire/parisCalendar.js';

const PARIS = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const FIRST_S = Date.UTC(2000, 0, 2) / 1000;
const LAST_S = Date.UTC(2037, 11, 31) / 1000;

describe('toCalendarDate', () => {
  it('names the day in Paris, not in UTC', () => {
    expect(toCalendarDate(1_639_954_800)).to.equal('2021-12-20');
    expect(toCalendarDate(1_624_140_000)).to.equal('2021-06-20');
  });

  it('agrees with the time-zone database, whatever the instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_S, max: LAST_S }), (seconds) => {
        expect(toCalendarDate(seconds)).to.equal(PARIS.format(seconds * 1000));
      }),
    );
  });

  it('gives undefined for none', () => {
    expect([toCalendarDate(0), toCalendarDate(null), toCalendarDate(undefined)]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('fromCalendarDate', () => {
  it('gives the midnight in Paris', () => {
    expect(fromCalendarDate('2021-12-20')).to.equal(1_639_954_800);
  });

  it('is right on every day of thirty years, both nights of the clock included', () => {
    for (let noonS = FIRST_S + 43_200; noonS < LAST_S; noonS += 86_400) {
      const day = new Date(noonS * 1000).toISOString().slice(0, 10);
      const midnightS = fromCalendarDate(day) ?? NaN;
      expect(toCalendarDate(midnightS)).to.equal(day);
      expect(toCalendarDate(midnightS - 1)).not.to.equal(day);
    }
  });

  it('gives undefined for what is no day', () => {
    for (const text of ['2021-02-29', '2021-13-01', '20-12-2021', '2021-1-1', '', '2021-12-20T00:00']) {
      expect(fromCalendarDate(text), text).to.equal(undefined);
    }
  });
});
