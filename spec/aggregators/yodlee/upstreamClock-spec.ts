import { expect } from 'chai';
import { upstreamClock } from '../../../lib/aggregators/yodlee/upstreamClock.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { instantly } from '../../support/instantly.js';

const dated = (date: string) => jsonResponse(200, {}, { date });

describe('upstreamClock', () => {
  it('is ours until an answer shows upstream’s', () => {
    const clock = upstreamClock(instantly(1_000_000));
    expect(clock.now().getTime()).to.equal(1_000_000);
    clock.learn(dated(new Date(1_070_000).toUTCString()));
    expect(clock.now().getTime()).to.equal(1_070_000);
  });

  for (const date of ['', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
    it(`learns nothing from ${JSON.stringify(date)}`, () => {
      const clock = upstreamClock(instantly(1_000_000));
      clock.learn(dated(new Date(1_070_000).toUTCString()));
      clock.learn(dated(date));
      expect(clock.now().getTime()).to.equal(1_070_000);
    });
  }
});
