import { expect } from 'chai';
import { injectEvents } from '../../../../lib/sandbox/core/faults/injectEvents.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('injectEvents', () => {
  it('writes the end of an earlier sync with the end dates from before the POST', () => {
    const driver = new SandboxDriver().logIn();
    const before = driver.state.connections['1001']?.channels[0]?.lastEnd;
    driver.ask('POST', '/connections/1001/synchronize');
    driver.pass(60);
    const next = injectEvents(driver.state, { staleEvent: true }, { userId: '501', now: driver.now });
    expect(next.events.at(-1)).to.deep.include({ connectionId: '1001', type: 'SYNC_ALL_SUCCESS' });
    expect(next.events.at(-1)?.text).to.contain(`"last_end_date":${before}`).and.to.contain('"status":"SUCCESS"');
  });

  it('writes the end of a connection nobody knows', () => {
    const { state } = new SandboxDriver();
    expect(injectEvents(state, { foreignEvent: true }, { userId: '501', now: 0 }).events.at(-1)?.connectionId).to.equal(
      '999',
    );
  });

  it('writes nothing for a user without connections', () => {
    const { state } = new SandboxDriver();
    expect(injectEvents(state, { staleEvent: true }, { userId: '777', now: 0 })).to.equal(state);
  });
});
