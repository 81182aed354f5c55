import { expect } from 'chai';
import { startSync } from '../../../../lib/sandbox/core/timeline/startSync.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const posted = (switches: Readonly<Record<string, string>> = {}) => {
  const driver = new SandboxDriver({ switches }).logIn();
  driver.ask('POST', '/connections/1001/synchronize');
  return driver;
};
const statusAfter = (driver: SandboxDriver, seconds: number) =>
  driver.pass(seconds).rows('/connections')[0]?.['status'];

describe('startSync', () => {
  it('shows the previous status for a while after the POST', () => {
    const driver = posted();
    expect(statusAfter(driver, 1)).to.equal('SUCCESS');
    expect(statusAfter(driver, 1)).to.equal('RUNNING');
  });

  it('shows RUNNING at once, or much later, by switch', () => {
    expect(statusAfter(posted({ runningAfterMs: '0' }), 0)).to.equal('RUNNING');
    const late = posted({ runningAfterMs: '6000' });
    expect(statusAfter(late, 5)).to.equal('SUCCESS');
    expect(statusAfter(late, 2)).to.equal('RUNNING');
  });

  it('shows RUNNING before the first end, however long the switch says', () => {
    const driver = posted({ runningAfterMs: '900000' });
    expect(statusAfter(driver, 15)).to.equal('RUNNING');
    expect(statusAfter(driver, 60)).to.equal('SUCCESS');
  });

  it('releases a clock that was held', () => {
    const driver = new SandboxDriver({ play: ['seed-payload'] }).pass(100);
    const { clock } = startSync(driver.state, '1001', { type: 'ALL', startedBy: 'post', at: driver.now });
    expect(clock).to.deep.equal({ heldAt: undefined, shiftMs: 1_528_112_060_000 - 100_000 });
  });

  it('ignores a connection that does not exist', () => {
    const { state } = new SandboxDriver();
    expect(startSync(state, '9', { type: 'ALL', startedBy: 'post', at: 0 })).to.equal(state);
  });
});
