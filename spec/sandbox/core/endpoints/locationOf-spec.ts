import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('locationOf', () => {
  it('is a path, or a whole URL by switch', () => {
    expect(new SandboxDriver().logIn().subscribe()).to.equal('/queues/70001');
    const driver = new SandboxDriver({ switches: { locationForm: 'absolute' } }).logIn();
    const answer = driver.ask('POST', '/queues', { headers: { host: '127.0.0.1:4000' } });
    expect(answer.headers['location']).to.equal('http://127.0.0.1:4000/v2.1/queues/70001');
  });
});
