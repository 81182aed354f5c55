import { expect } from 'chai';
import { connectionsOf } from '../../../../lib/sandbox/core/bank/connectionsOf.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('connectionsOf', () => {
  it("lists a user's own and nobody else's", () => {
    const { state } = new SandboxDriver({ play: ['success', 'partial'] });
    expect(connectionsOf(state, '501').map(({ id }) => id)).to.deep.equal(['1001', '1002']);
    expect(connectionsOf(state, '777')).to.deep.equal([]);
  });

  it('leaves out what was deleted', () => {
    const driver = new SandboxDriver({ play: ['deleted-connection'] }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    expect(connectionsOf(driver.pass(60).state, '501')).to.deep.equal([]);
  });
});
