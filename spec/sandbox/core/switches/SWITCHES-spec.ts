import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';
import { SWITCHES } from '../../../../lib/sandbox/core/switches/SWITCHES.js';

describe('SWITCHES', () => {
  for (const [name, definition] of Object.entries(SWITCHES)) {
    it(`offers ${name} with at least two values and its default among them`, () => {
      expect(definition.values.length).to.be.at.least(2);
      expect(definition.values).to.include(definition.default);
      expect(definition.doubt).not.to.equal('');
    });
  }

  for (const [name, { values }] of Object.entries(SWITCHES).filter(([one]) => one !== 'oneShot')) {
    it(`lets a sync end well under every value of ${name}`, () => {
      for (const value of values) {
        const driver = new SandboxDriver({ switches: { [name]: value } }).logIn();
        driver.rows('/connections');
        const post = driver.ask('POST', '/connections/1001/synchronize');
        expect(post.status, value).to.equal(name === 'readStartsSync' && value === 'true' ? 409 : 204);
        expect(driver.pass(120).truth().connections[0]?.result, value).to.equal('succeeded');
      }
    });
  }
});
