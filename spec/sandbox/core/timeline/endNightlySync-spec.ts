import { expect } from 'chai';
import { endNightlySync } from '../../../../lib/sandbox/core/timeline/endNightlySync.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('endNightlySync', () => {
  it('moves dates, brings rows and records an automatic run', () => {
    const { state } = new SandboxDriver();
    const connection = state.connections['1001'];
    if (connection === undefined) throw new Error('the sandbox has a connection');
    const next = endNightlySync(state, connection, 1_768_467_000_000);
    expect(next.connections['1001']?.channels.map(({ lastEnd }) => lastEnd)).to.deep.equal([
      1_768_467_000, 1_768_467_000,
    ]);
    expect(next.runs).to.have.length(1);
    expect(next.runs[0]).to.include({ startedBy: 'automatic', endedAt: 1_768_467_000_000 });
    expect(next.transactions['100101']?.length).to.be.greaterThan(Number(state.transactions['100101']?.length));
  });
});
