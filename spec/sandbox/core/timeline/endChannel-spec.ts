import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const played = (name: 'token-expired' | 'success' | 'partial', switches: Readonly<Record<string, string>> = {}) => {
  const driver = new SandboxDriver({ play: [name], switches }).logIn();
  const before = driver.state.connections['1001']?.channels[0];
  driver.ask('POST', '/connections/1001/synchronize');
  const after = driver.pass(60).state.connections['1001']?.channels[0];
  return { driver, before, after };
};

describe('endChannel', () => {
  it('moves both dates on success, and the end alone on partial success and failure', () => {
    const success = played('success');
    expect(success.after?.lastSuccess).to.equal(success.after?.lastEnd).and.not.equal(success.before?.lastEnd);
    for (const name of ['partial', 'token-expired'] as const) {
      const { before, after } = played(name);
      expect(Number(after?.lastEnd)).to.be.greaterThan(Number(before?.lastEnd));
      expect(after?.lastSuccess).to.equal(before?.lastSuccess);
    }
  });

  it('moves nothing on failure where the switch says so', () => {
    const { before, after } = played('token-expired', { failedLoginMovesEndDate: 'false' });
    expect(after?.lastEnd).to.equal(before?.lastEnd);
  });

  it('ends the sync with its last channel', () => {
    const { driver } = played('success');
    expect(driver.state.runs).to.have.length(1);
    expect(driver.state.runs[0]).to.include({ status: 'SUCCESS' });
  });

  it('lets the resource lag behind the terminal event by switch', () => {
    const driver = new SandboxDriver({ switches: { terminalBeforeResource: 'true' } }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    for (let i = 0; i < 600 && driver.truth().events.at(-1)?.type !== 'SYNC_ALL_SUCCESS'; i++) driver.pass(0.1);
    expect(driver.rows('/connections')[0]).to.include({ status: 'RUNNING' });
    expect(driver.pass(4).rows('/connections')[0]).to.include({ status: 'SUCCESS' });
  });

  it('starts the second sync that a POST in between asked for', () => {
    const driver = new SandboxDriver({ switches: { alreadyRunning: '204-second' } }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    expect(driver.pass(5).ask('POST', '/connections/1001/synchronize').status).to.equal(204);
    const [first, second] = driver.pass(120).truth().connections[0]?.syncs ?? [];
    expect(second?.startedAt).to.equal(first?.endedAt);
    expect(second?.status).to.equal('SUCCESS');
  });
});
