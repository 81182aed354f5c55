import { expect } from 'chai';
import { applyEffects } from '../../../../lib/sandbox/core/timeline/applyEffects.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('applyEffects', () => {
  it('returns the very same state when nothing is due', () => {
    const { state } = new SandboxDriver();
    expect(applyEffects(state, 1e9)).to.equal(state);
  });

  it('comes to the same end in one leap and in many small steps', () => {
    const driver = new SandboxDriver({ play: ['list-accounts'] }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    let stepped = driver.state;
    for (let now = 0; now <= 120_000; now += 100) stepped = applyEffects(stepped, now);
    expect(stepped).to.deep.equal(applyEffects(driver.state, 120_000));
  });

  it('does nothing before its time', () => {
    const driver = new SandboxDriver().logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    expect(applyEffects(driver.state, 499).events).to.have.length(0);
  });
});
