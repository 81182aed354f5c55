import { expect } from 'chai';
import { startWatch } from '../../lib/sync/Watch.js';
import { toTriggered } from '../../lib/sync/toTriggered.js';
import { at, runOf, triggerOf } from '../support/builders.js';

const BASELINE = { connectionId: '7', status: 'SUCCESS', channels: [] };

describe('toTriggered', () => {
  it('tells when upstream took the trigger', () => {
    expect(toTriggered(startWatch(runOf(), triggerOf(), BASELINE, 'all'))).to.deep.equal([
      { kind: 'triggered', connectionId: '7', at: at(0), attached: false },
    ]);
  });

  it('T5: tells that a running sync was joined', () => {
    const joined = triggerOf({ accepted: false, attached: true });
    expect(toTriggered(startWatch(runOf(), joined, BASELINE, 'all'))[0]).to.deep.include({ attached: true });
  });

  it('E13: tells that a sync was joined whose baseline is RUNNING, whatever upstream answered', () => {
    const watch = startWatch(runOf(), triggerOf(), { ...BASELINE, status: 'RUNNING' }, 'all');
    expect(toTriggered(watch)[0]).to.deep.include({ attached: true });
  });

  it('T3: tells nothing while nobody knows whether the POST was carried out', () => {
    expect(toTriggered(startWatch(runOf(), triggerOf({ accepted: false }), BASELINE, 'all'))).to.deep.equal([]);
  });
});
