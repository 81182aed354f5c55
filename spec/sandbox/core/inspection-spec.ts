import { expect } from 'chai';
import { SandboxDriver } from '../../support/sandboxDriver.js';

describe('answerInspection', () => {
  it('shows the log and the truth without a token, at once and unlogged', () => {
    const driver = new SandboxDriver({ faults: { status5xx: 1 } });
    expect(driver.json('GET', '/__sandbox/log')).to.deep.equal([]);
    expect(driver.json('GET', '/__sandbox/truth')).to.have.property('connections').with.length(1);
    expect(driver.ask('GET', '/__sandbox/truth').delayMs).to.equal(0);
    expect(driver.json('GET', '/__sandbox/log')).to.deep.equal([]);
  });

  it('is strict about its own pages', () => {
    const driver = new SandboxDriver();
    expect(driver.ask('POST', '/__sandbox/log').status).to.equal(405);
    expect(driver.ask('GET', '/__sandbox/nothing').status).to.equal(404);
    expect(driver.ask('GET', '/__sandbox/log', { origin: 'auth' }).status).to.equal(404);
  });
});
