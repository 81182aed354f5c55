import { expect } from 'chai';
import { copyOfWatch } from '../../lib/sync/copyOfWatch.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { connectionOf, runOf, triggerOf } from '../support/builders.js';

describe('copyOfWatch', () => {
  it('copies every field, in the order in which they are made', () => {
    const baseline = { connectionId: '7', status: 'RUNNING', channels: [], accountIds: ['1'] };
    const watch = { ...startWatch(runOf({ type: 'LIST_ACCOUNTS' }), triggerOf(), baseline, 'list'), knownAt: 5 };
    expect(copyOfWatch(watch)).to.deep.equal(watch);
    expect(Object.keys(copyOfWatch(watch))).to.deep.equal(Object.keys(watch));
  });

  it('gives a value of its own', () => {
    const watch = startWatch(runOf(), triggerOf(), { connectionId: '7', status: 'SUCCESS', channels: [] }, 'all');
    const copy = copyOfWatch(watch);
    copy.connection = connectionOf();
    copy.readsSinceLook += 1;
    expect(watch).to.include({ connection: undefined, readsSinceLook: 0 });
  });
});
