import { expect } from 'chai';
import { resolveSyncOptions } from '../../lib/sync/options.js';
import { startWatches } from '../../lib/sync/startWatches.js';
import { toOutcome } from '../../lib/sync/toOutcome.js';
import { runOf, triggerOf } from '../support/builders.js';

const idsOf = (watches: ReturnType<typeof startWatches>) => watches.map(({ connectionId }) => connectionId);

describe('startWatches', () => {
  it('watches what upstream said it would sync', () => {
    expect(
      idsOf(startWatches(runOf({ trigger: triggerOf({ connectionIds: ['8', '7'] }) }), 'all', resolveSyncOptions({}))),
    ).to.deep.equal(['8', '7']);
  });

  it('watches nothing of a run that is not triggered', () => {
    expect(startWatches(runOf(), 'all', resolveSyncOptions({}))).to.deep.equal([]);
  });

  it('E11: leaves out a connection whose outcome was told before a restart', () => {
    const run = runOf({ trigger: triggerOf({ connectionIds: ['7', '8'] }) });
    const [watch] = startWatches(run, 'all', resolveSyncOptions({}));
    if (watch === undefined) throw new Error('a watch of 7');
    expect(
      idsOf(startWatches({ ...run, updates: [toOutcome(watch, 'deadline')] }, 'all', resolveSyncOptions({}))),
    ).to.deep.equal(['8']);
  });

  it('takes a connection that the baseline did not know for one that never synced', () => {
    const [watch] = startWatches(runOf({ baseline: [], trigger: triggerOf() }), 'all', resolveSyncOptions({}));
    expect(watch?.baseline.channels.size).to.equal(0);
    expect(watch?.runningSeen).to.equal(false);
  });
});
