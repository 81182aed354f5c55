import { expect } from 'chai';
import fc from 'fast-check';
import { parseWindow } from '../../../lib/aggregators/yodlee/parseWindow.js';
import { closedWindow } from '../../../lib/model/closedWindow.js';

const DAY_MS = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

function written(at: Date, order: 'dayFirst' | 'monthFirst'): string {
  const [day, month] = [two(at.getUTCDate()), two(at.getUTCMonth() + 1)];
  const front = order === 'dayFirst' ? `${day}-${month}` : `${month}-${day}`;
  return `${front}-${String(at.getUTCFullYear())}T${at.toISOString().slice(11, 19)}`;
}

describe('parseWindow', () => {
  const received = new Date('2022-01-06T13:00:00Z');

  it('reads ISO dates as they are', () => {
    expect(parseWindow('2022-01-06T12:46:47Z', '2022-01-06T12:59:47Z', received)).to.deep.equal({
      kind: 'decoded',
      value: closedWindow(new Date('2022-01-06T12:46:47Z'), new Date('2022-01-06T12:59:47Z')),
    });
  });

  for (const [what, from, to] of [
    ['longer than 60 minutes', '2022-01-01T00:00:00Z', '2022-01-06T12:59:47Z'],
    ['in the future, by less than a day', '2022-01-07T12:00:00Z', '2022-01-07T12:10:00Z'],
    ['older than 7 days', '2021-01-01T00:00:00Z', '2021-01-01T00:10:00Z'],
    ['of one second', '2022-01-06T12:46:47Z', '2022-01-06T12:46:47Z'],
  ] as const) {
    it(`keeps a window ${what}`, () => expect(parseWindow(from, to, received).kind).to.equal('decoded'));
  }

  for (const [from, to, path, expected] of [
    ['2022-01-06T12:46:47Z', '2022-01-06T12:46:46Z', 'toDate', 'a date not before fromDate'],
    ['2022-02-30T12:46:47Z', '2022-03-06T12:46:46Z', 'fromDate', 'a date'],
    ['yesterday', 'today', 'fromDate', 'a date'],
    ['1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'toDate', 'a date that has come'],
    ['', '', 'fromDate', 'a date'],
    ['2022-01-06T24:00:00Z', '2022-01-07T00:00:00Z', 'fromDate', 'a date'],
    ['13-13-2021T10:00:00', '13-13-2021T10:00:00', 'fromDate', 'a date'],
    ['01-11-2017T10:18:44', '01-11-2017T11:18:43', 'fromDate', 'undecidable'],
  ] as const) {
    it(`refuses ${JSON.stringify(from)} to ${JSON.stringify(to)}: ${expected}`, () => {
      expect(parseWindow(from, to, received)).to.deep.equal({ kind: 'refused', failures: [{ path, expected }] });
    });
  }

  for (const order of ['dayFirst', 'monthFirst'] as const) {
    it(`finds the date of every live notification that writes ${order}, of a hundred years`, () => {
      for (let day = Date.UTC(2000, 0, 1); day < Date.UTC(2100, 0, 1); day += DAY_MS) {
        const from = new Date(day + 37_124_000);
        const to = new Date(from.getTime() + 3_599_000);
        for (const laterDays of [0, 3, 7]) {
          const at = new Date(to.getTime() + laterDays * DAY_MS - (laterDays === 7 ? 3_600_000 : 0));
          const read = parseWindow(written(from, order), written(to, order), at);
          if (read.kind !== 'decoded' || read.value.from.getTime() !== from.getTime()) {
            expect.fail(`${written(from, order)} received ${at.toISOString()}: ${JSON.stringify(read)}`);
          }
        }
      }
    });
  }

  it('never takes one date for another: it is right or undecidable, whenever it is received', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2099, 0) }),
        fc.integer({ min: 0, max: 3_600 }),
        fc.integer({ min: -1, max: 19 }),
        fc.constantFrom('dayFirst' as const, 'monthFirst' as const),
        (start, seconds, laterDays, order) => {
          const from = new Date(Math.floor(start / 1_000) * 1_000);
          const to = new Date(from.getTime() + seconds * 1_000);
          const at = new Date(to.getTime() + laterDays * DAY_MS);
          const read = parseWindow(written(from, order), written(to, order), at);
          if (read.kind === 'decoded') expect(read.value).to.deep.equal(closedWindow(from, to));
          else expect(read.failures[0]?.expected).to.equal('undecidable');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
