import { expect } from 'chai';
import { serverDate, upstreamClock } from '../../../lib/aggregators/yodlee/upstreamClock.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { instantly } from '../../support/instantly.js';

const dated = (date: string) => jsonResponse(200, {}, { date });

describe('upstreamClock', () => {
  it('is ours until an answer shows upstream’s', () => {
    const clock = upstreamClock(instantly(1_000_000));
    expect(clock.now().getTime()).to.equal(1_000_000);
    expect(clock.learn(dated(new Date(1_070_000).toUTCString()))).to.equal(70_000);
    expect(clock.now().getTime()).to.equal(1_070_000);
  });

  for (const date of ['', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
    it(`learns nothing from ${JSON.stringify(date)}`, () => {
      expect(serverDate(dated(date))).to.equal(undefined);
      expect(upstreamClock(instantly()).learn(dated(date))).to.equal(undefined);
    });
  }
});
