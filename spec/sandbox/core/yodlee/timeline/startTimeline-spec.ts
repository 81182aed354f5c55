import { expect } from 'chai';
import { startTimeline } from '../../../../../lib/sandbox/core/yodlee/timeline/startTimeline.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('startTimeline', () => {
  it('begins once, its steps in units of the interval', () => {
    const { state } = new YodleeDriver({ play: 'add', switches: { notifyEveryS: '10' } });
    const begun = startTimeline(state, 1_000);
    expect(begun).to.include({ windowFrom: 1_768_467_601 });
    expect(begun.agenda).to.include({ at: 3_000 });
    expect(startTimeline(begun, 9_000)).to.equal(begun);
  });
});
