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

  const AHEAD_MS = 6 * 3_600_000;
  const at = (ms: number) => dated(new Date(ms).toUTCString());

  it('believes only answers that succeeded', () => {
    const clock = upstreamClock(instantly(1_000_000));
    const { headers } = at(1_070_000);
    for (const status of [304, 400, 401, 503]) clock.learn(jsonResponse(status, {}, headers));
    expect(clock.now().getTime()).to.equal(1_000_000);
    clock.learn(jsonResponse(201, {}, headers));
    expect(clock.now().getTime()).to.equal(1_070_000);
  });

  it('jumps by more than an hour only when the next answer agrees', () => {
    const clock = upstreamClock(instantly(1_000_000));
    clock.learn(at(1_000_000 + 3_600_000));
    expect(clock.now().getTime()).to.equal(4_600_000);
    clock.learn(at(4_600_000 + AHEAD_MS));
    expect(clock.now().getTime()).to.equal(4_600_000);
    clock.learn(at(4_630_000 + AHEAD_MS));
    expect(clock.now().getTime()).to.equal(4_630_000 + AHEAD_MS);
  });

  it('forgets a lone answer that the next contradicts', () => {
    const clock = upstreamClock(instantly(1_000_000));
    for (const told of [AHEAD_MS, 1_005_000, AHEAD_MS, 2 * AHEAD_MS, 1_010_000]) clock.learn(at(told));
    expect(clock.now().getTime()).to.equal(1_010_000);
    clock.learn(at(AHEAD_MS));
    expect(clock.now().getTime()).to.equal(1_010_000);
  });

  it('comes back at once to a time with which our own clock agrees', () => {
    const clock = upstreamClock(instantly(1_000_000));
    clock.learn(at(AHEAD_MS));
    clock.learn(at(AHEAD_MS));
    expect(clock.now().getTime()).to.equal(AHEAD_MS);
    clock.learn(at(1_005_000));
    expect(clock.now().getTime()).to.equal(1_005_000);
  });
});
