import { expect } from 'chai';
import {
  isoDay,
  isoSecond,
  noticeDate,
  readDay,
  readSecond,
} from '../../../../../lib/sandbox/core/yodlee/wire/dates.js';

const AT = Date.UTC(2026, 1, 3, 4, 5, 6) / 1000;

describe('isoSecond', () => {
  it('has no milliseconds', () => expect(isoSecond(AT)).to.equal('2026-02-03T04:05:06Z'));
});

describe('isoDay', () => {
  it('is the day in UTC', () => expect(isoDay(AT)).to.equal('2026-02-03'));
});

describe('noticeDate', () => {
  it('has three forms', () => {
    expect(['iso', 'dd-MM', 'MM-dd'].map((form) => noticeDate(AT, form))).to.deep.equal([
      '2026-02-03T04:05:06Z',
      '03-02-2026T04:05:06',
      '02-03-2026T04:05:06',
    ]);
  });
});

describe('readSecond', () => {
  it('reads what isoSecond writes and nothing else', () => {
    expect(readSecond('2026-02-03T04:05:06Z', false)).to.equal(AT);
    for (const bad of [
      undefined,
      '',
      '2026-02-30T00:00:00Z',
      '2026-02-03T24:00:00Z',
      '2026-02-03T04:05:06',
      '2026-02-03T04:05:06.000Z',
    ]) {
      expect(readSecond(bad, false), bad).to.equal(undefined);
    }
    expect(readSecond('2026-02-03T04:05:06.789Z', true)).to.equal(AT);
  });
});

describe('readDay', () => {
  it('reads days that exist', () => {
    expect([readDay('2026-02-03'), readDay('2026-02-30'), readDay('x'), readDay(undefined)]).to.deep.equal([
      '2026-02-03',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
