import { expect } from 'chai';
import { parisMidnight } from '../../../lib/sandbox/core/parisMidnight.js';

const utc = (text: string): number => Date.parse(text) / 1000;

describe('parisMidnight', () => {
  const rows = [
    ['in winter', '2021-12-20T15:00:00Z', '2021-12-19T23:00:00Z'],
    ['in summer', '2026-07-01T12:00:00Z', '2026-06-30T22:00:00Z'],
    ['after 23:00 UTC in winter, when Paris has a new day', '2026-01-15T23:30:00Z', '2026-01-15T23:00:00Z'],
    ['on the day summer time begins', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00Z'],
    ['on the day after summer time began', '2026-03-30T12:00:00Z', '2026-03-29T22:00:00Z'],
    ['on the day summer time ends', '2026-10-25T12:00:00Z', '2026-10-24T22:00:00Z'],
    ['on the day after summer time ended', '2026-10-26T12:00:00Z', '2026-10-25T23:00:00Z'],
  ] as const;
  for (const [when, at, midnight] of rows) {
    it(`finds the start of the day ${when}`, () => {
      expect(parisMidnight(utc(at))).to.equal(utc(midnight));
    });
  }

  it('goes back whole days across a change of time', () => {
    expect(parisMidnight(utc('2026-03-30T12:00:00Z'), 2)).to.equal(utc('2026-03-27T23:00:00Z'));
  });

  it('agrees with the platform over two years', () => {
    const paris = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Paris',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    });
    for (let day = 0; day < 730; day++) {
      const midnight = parisMidnight(utc('2025-01-01T12:00:00Z') + day * 86_400);
      expect(paris.format(midnight * 1000)).to.match(/^(00|24):00$/);
    }
  });
});
