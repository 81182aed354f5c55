import { expect } from 'chai';
import { SERVER_SCENARIOS } from '../../../../lib/sandbox/core/script/serverScenarios.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('SERVER_SCENARIOS', () => {
  it('makes queue reads of slow-polls longer than a usual poll interval', () => {
    expect(SERVER_SCENARIOS['slow-polls'].server?.queueReadS).to.deep.equal([3, 6]);
    const driver = new SandboxDriver({ play: ['slow-polls'] }).logIn();
    const queue = driver.subscribe();
    for (let i = 0; i < 20; i++) expect(driver.pass(1).ask('GET', queue).delayMs).to.be.within(3_000, 6_100);
  });

  it('troubles GETs in flaky, never three times in a row, and nothing else', () => {
    const driver = new SandboxDriver({ play: ['flaky'] }).logIn();
    let inRow = 0;
    let total = 0;
    for (let i = 0; i < 300; i++) {
      const { status, fault, headers } = driver.ask('GET', '/connections');
      const bad = status !== 200 || fault !== undefined || headers['content-type']?.includes('html') === true;
      inRow = bad ? inRow + 1 : 0;
      total += bad ? 1 : 0;
      expect(inRow).to.be.at.most(2);
    }
    expect(total).to.be.within(50, 150);
    for (let i = 0; i < 50; i++)
      expect(driver.ask('POST', '/queues')).to.deep.include({ status: 201 }).and.not.have.property('fault');
  });

  it('refuses the first POST of rate-limited and takes the second', () => {
    const driver = new SandboxDriver({ play: ['rate-limited'] }).logIn();
    const first = driver.ask('POST', '/connections/1001/synchronize');
    expect(first).to.deep.include({ status: 429 });
    expect(first.headers['retry-after']).to.equal('2');
    expect(driver.ask('POST', '/connections/1001/synchronize').status).to.equal(204);
    expect(driver.truth().connections[0]?.posts).to.deep.equal({ accepted: 1, refused: 1 });
  });

  it('refuses tokens from the middle of auth-expiry on, until a new one is fetched', () => {
    const driver = new SandboxDriver({ play: ['auth-expiry'] }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    expect(driver.pass(5).ask('GET', '/connections').status).to.equal(200);
    expect(driver.pass(10).ask('GET', '/connections').status).to.equal(401);
    expect(driver.logIn().ask('GET', '/connections').status).to.equal(200);
  });
});
