import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('lookAt', () => {
  it('lets a running sync go on from the first look, not before', () => {
    const driver = new SandboxDriver({ play: ['already-running'] }).logIn().pass(3_000);
    expect(driver.rows('/connections')[0]).to.include({ status: 'RUNNING' });
    expect(driver.pass(60).rows('/connections')[0]).to.include({ status: 'SUCCESS' });
  });

  it('starts a sync by reading, by switch, once', () => {
    const driver = new SandboxDriver({ switches: { readStartsSync: 'true' } }).logIn();
    driver.rows('/connections');
    driver.pass(120).rows('/connections');
    expect(driver.truth().connections[0]?.syncs.map(({ startedBy }) => startedBy)).to.deep.equal(['automatic']);
  });
});
