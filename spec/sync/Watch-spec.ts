import { expect } from 'chai';
import { startWatch } from '../../lib/sync/Watch.js';
import { at, baselineOf, runOf, triggerOf, YESTERDAY } from '../support/builders.js';

const BASELINE = baselineOf();

describe('startWatch', () => {
  it('knows the baseline and the trigger, and nothing of the end', () => {
    const watch = startWatch(runOf(), triggerOf(), BASELINE, 'all');
    expect(watch).to.deep.include({
      connectionId: '7',
      until: 'all',
      chains: false,
      connection: undefined,
      observedIn: 'nowhere',
      runningSeen: false,
      queueAvailable: true,
      knownAccounts: undefined,
      verdict: { kind: 'open' },
      updates: [],
    });
    expect(watch.frame.since).to.deep.equal(at(0));
    expect(watch.frame.channels.get('1')?.lastEndAt).to.deep.equal(YESTERDAY);
  });

  it('has seen a connection RUNNING whose baseline was, unless that run was over before ours was triggered', () => {
    const seenBy = (attached: boolean) =>
      startWatch(runOf(), { ...triggerOf(), attached }, { ...BASELINE, status: 'RUNNING' }, 'all').runningSeen;
    expect([seenBy(true), seenBy(false)]).to.deep.equal([true, false]);
  });

  it('expects a chained sync of LIST_ACCOUNTS, and knows the accounts of the baseline', () => {
    const run = runOf({ type: 'LIST_ACCOUNTS' });
    const watch = startWatch(run, triggerOf(), { ...BASELINE, accountIds: ['5'] }, 'list');
    expect(watch).to.deep.include({ chains: true, until: 'list', knownAccounts: ['5'] });
  });
});
