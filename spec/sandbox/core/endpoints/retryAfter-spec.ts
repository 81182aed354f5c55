import { expect } from 'chai';
import { retryAfter } from '../../../../lib/sandbox/core/endpoints/retryAfter.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('retryAfter', () => {
  it('is divided by the speed and at least a second', () => {
    expect(retryAfter(new SandboxDriver().state, 0, { ms: 3_000, form: 'seconds' })).to.equal('3');
    expect(retryAfter(new SandboxDriver({ speed: 2 }).state, 0, { ms: 3_000, form: 'seconds' })).to.equal('2');
    expect(retryAfter(new SandboxDriver({ speed: 50 }).state, 0, { ms: 3_000, form: 'seconds' })).to.equal('1');
  });

  it("counts a date from the sandbox's own", () => {
    expect(retryAfter(new SandboxDriver().state, 0, { ms: 3_000, form: 'date' })).to.equal(
      'Thu, 15 Jan 2026 09:00:04 GMT',
    );
  });
});
