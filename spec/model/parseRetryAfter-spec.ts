import { expect } from 'chai';
import fc from 'fast-check';
import { parseRetryAfter } from '../../lib/model/parseRetryAfter.js';

const now = new Date('1994-11-06T08:49:00Z');
const HOUR_MS = 3_600_000;

describe('parseRetryAfter', () => {
  it('reads seconds', () => {
    expect(['0', '1', '120', ' 7\t', '007'].map(wish)).to.deep.equal([0, 1_000, 120_000, 7_000, 7_000]);
  });

  it('reads the three date forms', () => {
    const forms = ['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'];
    expect(forms.map(wish)).to.deep.equal([37_000, 37_000, 37_000]);
  });

  it('counts a date from the date of the response, and from now without a usable one', () => {
    const header = 'Sun, 06 Nov 1994 08:49:37 GMT';
    const skewed = new Date('2031-01-01T00:00:00Z');
    expect(parseRetryAfter(header, now, skewed)).to.equal(37_000);
    expect(parseRetryAfter(header, undefined, now)).to.equal(37_000);
    expect(parseRetryAfter(header, new Date(NaN), now)).to.equal(37_000);
  });

  it('clamps to 0 and 1 h', () => {
    const far = ['3601', '2592000', '9'.repeat(400), 'Mon, 07 Nov 1994 08:49:37 GMT'];
    expect(far.map(wish)).to.deep.equal(far.map(() => HOUR_MS));
    expect(wish('Sun, 06 Nov 1994 08:48:37 GMT')).to.equal(0);
  });

  it('knows nothing of what the grammar does not know', () => {
    const garbage = [
      ...['', ' ', '-5', '+5', '1e3', '1.5', '0x10', 'Infinity', 'NaN', 'soon', '1 2', '١٢', '5\n'],
      ...[
        '2030-01-01',
        'Sun, 06 Nov 1994 08:49:37 CET',
        'Sun, 6 Nov 1994 08:49:37 GMT',
        'Xyz, 06 Nov 1994 08:49:37 GMT',
      ],
      ...['Sun, 31 Feb 1994 08:49:37 GMT', 'Sun, 00 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 24:00:00 GMT'],
      ...['Sun, 06 Nov 1994 08:60:00 GMT', 'Sun, 06 Nov 1994 08:49:61 GMT', 'sun, 06 nov 1994 08:49:37 gmt'],
      ...['Sun Nov 6 08:49:37 1994', 'Sunday, 06-Nov-1994 08:49:37 GMT', 'x Sun, 06 Nov 1994 08:49:37 GMT'],
    ];
    expect(garbage.filter((header) => wish(header) !== undefined)).to.deep.equal([]);
    expect(parseRetryAfter(undefined, undefined, now)).to.equal(undefined);
  });

  it('takes a two-digit year for the nearest one, at most 50 years ahead', () => {
    const from = (date: string, header: string): number | undefined => parseRetryAfter(header, new Date(date), now);
    expect(from('2026-01-01T00:00:00Z', 'Thursday, 01-Jan-26 00:00:09 GMT')).to.equal(9_000);
    expect(from('2026-01-01T00:00:00Z', 'Thursday, 01-Jan-76 00:00:00 GMT')).to.equal(HOUR_MS);
    expect(from('2026-01-01T00:00:00Z', 'Thursday, 01-Jan-77 00:00:00 GMT')).to.equal(0);
    expect(from('2099-12-31T23:59:59Z', 'Thursday, 01-Jan-00 00:00:00 GMT')).to.equal(1_000);
  });

  it('accepts a leap second', () => {
    expect(wish('Sun, 06 Nov 1994 08:49:60 GMT')).to.equal(60_000);
  });

  it('brings every date back, in each form', () => {
    const anyStart = fc.integer({ min: Date.UTC(1970, 0, 1) / 1_000, max: Date.UTC(9_999, 0, 1) / 1_000 });
    fc.assert(
      fc.property(anyStart, fc.nat(3_600), fc.constantFrom(imfFixdate, rfc850, asctime), (start, seconds, write) => {
        const sent = new Date(start * 1_000);
        const header = write(new Date((start + seconds) * 1_000));
        expect(parseRetryAfter(header, sent, now)).to.equal(seconds * 1_000);
      }),
    );
  });

  it('gives nothing or a whole number from 0 to 1 h, whatever the header', () => {
    const anyHeader = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer().map(String),
      fc.double().map(String),
      fc.stringMatching(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/),
    );
    fc.assert(
      fc.property(anyHeader, (header) => {
        const ms = wish(header) ?? 0;
        expect(Number.isInteger(ms) && ms >= 0 && ms <= HOUR_MS).to.equal(true);
      }),
      { numRuns: 60 },
    );
  });
});

function wish(header: string): number | undefined {
  return parseRetryAfter(header, undefined, now);
}

const imfFixdate = (at: Date): string => at.toUTCString();

function parts(at: Date): readonly string[] {
  return at.toUTCString().replace(',', '').split(' ');
}

function rfc850(at: Date): string {
  const [, day = '', month = '', year = '', time = ''] = parts(at);
  const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  return `${names[at.getUTCDay()] ?? ''}, ${day}-${month}-${year.slice(-2)} ${time} GMT`;
}

function asctime(at: Date): string {
  const [name = '', day = '', month = '', year = '', time = ''] = parts(at);
  return `${name} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`;
}
