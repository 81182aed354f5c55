import { expect } from 'chai';
import { SandboxDriver } from '../../support/sandboxDriver.js';

describe('sandboxTruth', () => {
  it('tells posts, syncs, accounts and the outcome of each connection', () => {
    const driver = new SandboxDriver({ play: ['partial', 'already-running'] }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    driver.ask('POST', '/connections/1002/synchronize');
    driver.ask('DELETE', '/accounts/100101');
    const [partial, running] = driver.pass(60).truth().connections;
    expect(partial).to.deep.include({ posts: { accepted: 1, refused: 0 }, result: 'partial', exitCode: 3 });
    expect(partial?.syncs).to.have.length(1);
    expect(partial?.syncs[0]).to.deep.include({
      startedBy: 'post',
      status: 'PARTIAL_SUCCESS',
      channels: { REDIRECT: 'PARTIAL_SUCCESS', EMBEDDED: 'SUCCESS' },
    });
    expect(partial?.accounts.deleted).to.deep.equal(['100101']);
    expect(running).to.deep.include({ posts: { accepted: 0, refused: 1 }, result: 'succeeded' });
    expect(running?.syncs.map(({ startedBy }) => startedBy)).to.deep.equal(['automatic']);
  });

  it('lists every event ever written and what the scenarios declare', () => {
    const driver = new SandboxDriver({ play: ['challenge'] }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    const truth = driver.pass(60).truth();
    expect(truth.scenarios).to.deep.equal({ challenge: { result: 'actionRequired', exitCode: 5 } });
    expect(truth.events.map(({ type }) => type)).to.include('LOGIN_FAILED');
  });
});
