import { expect } from 'chai';
import { beginSync } from '../../../../lib/sandbox/core/timeline/beginSync.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('beginSync', () => {
  it('starts a sync, and joins one that is running', () => {
    const { state } = new SandboxDriver();
    const begun = beginSync(state, '1001', { type: 'ALL', at: 0 });
    expect(begun.runs.map(({ type, startedBy }) => [type, startedBy])).to.deep.equal([['ALL', 'post']]);
    expect(beginSync(begun, '1001', { type: 'ALL', at: 9 })).to.equal(begun);
  });

  it('lets another one follow the one that is running, by switch', () => {
    const { state } = new SandboxDriver({ switches: { alreadyRunning: '204-second' } });
    const twice = beginSync(beginSync(state, '1001', { type: 'ALL', at: 0 }), '1001', { type: 'ALL', at: 9 });
    expect(twice.runs).to.have.lengthOf(1);
    expect(twice.connections['1001']?.anotherAfter).to.equal(true);
  });

  it('leaves a connection alone that does not exist', () => {
    const { state } = new SandboxDriver();
    expect(beginSync(state, '9', { type: 'ALL', at: 0 }).runs).to.deep.equal([]);
  });
});
