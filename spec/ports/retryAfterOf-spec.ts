import { expect } from 'chai';
import { retryAfterOf } from '../../lib/ports/retryAfterOf.js';
import { answered } from '../support/fakeUpstream.js';

const NOW = Date.UTC(2030, 0);

describe('retryAfterOf', () => {
  it('reads seconds, clamped to an hour', () => {
    expect(retryAfterOf(answered(429, '', { 'retry-after': '2' }), NOW)).to.equal(2_000);
    expect(retryAfterOf(answered(429, '', { 'retry-after': '999999' }), NOW)).to.equal(3_600_000);
  });

  it("reads a date on upstream's own clock, whatever ours says", () => {
    const headers = { date: 'Mon, 04 Jun 2018 11:34:57 GMT', 'retry-after': 'Mon, 04 Jun 2018 11:35:57 GMT' };
    expect(retryAfterOf(answered(503, '', headers), NOW)).to.equal(60_000);
  });

  it('gives undefined without the header', () => {
    expect(retryAfterOf(answered(503), NOW)).to.equal(undefined);
  });
});
