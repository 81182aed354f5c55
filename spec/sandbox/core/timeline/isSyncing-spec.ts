import { expect } from 'chai';
import { isSyncing } from '../../../../lib/sandbox/core/timeline/isSyncing.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('isSyncing', () => {
  it('tells whether a sync of this connection is running', () => {
    const driver = new SandboxDriver({ play: ['success', 'success'] }).logIn();
    expect(isSyncing(driver.state, '1001')).to.equal(false);
    driver.ask('POST', '/connections/1001/synchronize');
    expect(isSyncing(driver.state, '1001')).to.equal(true);
    expect(isSyncing(driver.state, '1002')).to.equal(false);
    expect(isSyncing(driver.pass(60).state, '1001')).to.equal(false);
  });
});
