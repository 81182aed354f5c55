import { expect } from 'chai';
import fc from 'fast-check';
import {
  CLOCK_SLACK_MS,
  freshnessOf,
  hasChangedStatus,
  isFresh,
  lastEndOf,
  toFrame,
} from '../../lib/sync/freshness.js';
import { at, channelOf, connectionOf, YESTERDAY } from '../support/builders.js';

const frame = toFrame([{ id: '1', status: 'SUCCESS', lastEndAt: YESTERDAY }], at(10_000));

describe('isFresh', () => {
  it('takes an end past the baseline and no older than the trigger', () => {
    expect(isFresh(channelOf({ lastEndAt: at(10_000) }), frame)).to.equal(true);
    expect(isFresh(channelOf({ lastEndAt: YESTERDAY }), frame)).to.equal(false);
  });

  it('E2: leaves one second of slack before the trigger, and no more', () => {
    expect(CLOCK_SLACK_MS).to.equal(1_000);
    expect(isFresh(channelOf({ lastEndAt: at(9_000) }), frame)).to.equal(true);
    expect(isFresh(channelOf({ lastEndAt: at(8_999) }), frame)).to.equal(false);
  });

  it('E1: refuses the end that the baseline had, even within the slack', () => {
    const known = toFrame([{ id: '1', status: 'SUCCESS', lastEndAt: at(9_500) }], at(10_000));
    expect(isFresh(channelOf({ lastEndAt: at(9_500) }), known)).to.equal(false);
    expect(isFresh(channelOf({ lastEndAt: at(9_501) }), known)).to.equal(true);
  });

  it('takes the first end of a channel that had none, or was not there', () => {
    expect(
      isFresh(channelOf({ lastEndAt: at(10_000) }), toFrame([{ id: '1', status: 'RUNNING' }], at(10_000))),
    ).to.equal(true);
    expect(isFresh(channelOf({ id: '2', lastEndAt: at(10_000) }), frame)).to.equal(true);
  });

  it('refuses a channel without an end', () => {
    const { lastEndAt, ...endless } = channelOf();
    expect(lastEndAt).to.deep.equal(YESTERDAY);
    expect(isFresh(endless, frame)).to.equal(false);
  });

  it('never calls an end fresh that the baseline had, whatever the trigger', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (endMs, sinceMs) => {
        const known = toFrame([{ id: '1', status: 'SUCCESS', lastEndAt: at(endMs) }], at(sinceMs));
        expect(isFresh(channelOf({ lastEndAt: at(endMs) }), known)).to.equal(false);
      }),
    );
  });
});

describe('freshnessOf', () => {
  const fresh = channelOf({ lastEndAt: at(10_000) });
  const stale = channelOf({ id: '2' });

  it('counts the active channels alone', () => {
    expect(freshnessOf(connectionOf({ channels: [fresh] }), frame)).to.equal('all');
    expect(freshnessOf(connectionOf({ channels: [fresh, stale] }), frame)).to.equal('some');
    expect(freshnessOf(connectionOf({ channels: [stale] }), frame)).to.equal('none');
    expect(freshnessOf(connectionOf({ channels: [fresh, { ...stale, status: 'EMPTY' }] }), frame)).to.equal('all');
  });

  it('finds nothing fresh without an active channel', () => {
    expect(freshnessOf(connectionOf({ channels: [] }), frame)).to.equal('none');
    expect(freshnessOf(connectionOf({ channels: [{ ...fresh, status: 'CLOSED' }] }), frame)).to.equal('none');
  });
});

describe('hasChangedStatus', () => {
  it('compares with the baseline, where it knows the channel', () => {
    expect(hasChangedStatus(connectionOf(), frame)).to.equal(false);
    expect(hasChangedStatus(connectionOf({ channels: [channelOf({ status: 'FAILED' })] }), frame)).to.equal(true);
    expect(hasChangedStatus(connectionOf({ channels: [channelOf({ id: '2', status: 'FAILED' })] }), frame)).to.equal(
      false,
    );
  });
});

describe('lastEndOf', () => {
  it('gives the newest end of all channels, and 0 without one', () => {
    const channels = [channelOf({ lastEndAt: at(10_000) }), channelOf({ id: '2', lastEndAt: YESTERDAY })];
    expect(lastEndOf(connectionOf({ channels }))).to.equal(at(10_000).getTime());
    expect(lastEndOf(connectionOf({ channels: [] }))).to.equal(0);
  });
});
