import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('listProviders', () => {
  it('lists the banks for a user and for the client alike', () => {
    expect(new SandboxDriver().logIn().rows('/providers')).to.have.length(4);
    expect(new SandboxDriver().logInAsClient().rows('/providers')).to.have.length(4);
    expect(new SandboxDriver().ask('GET', '/providers').status).to.equal(401);
  });
});

describe('readProvider', () => {
  it('answers one of them', () => {
    const driver = new SandboxDriver().logIn();
    expect(driver.json('GET', '/providers/87')).to.include({ name: 'Linxo Test Bank' });
    expect(driver.ask('GET', '/providers/1').status).to.equal(404);
  });
});
