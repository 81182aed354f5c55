import { expect } from 'chai';
import { failedFinding } from '../../../../lib/cli/commands/doctor/failedFinding.js';
import { RateLimitedError } from '../../../../lib/index.js';

describe('failedFinding', () => {
  it('takes who must act, and the exit code, from the error', () => {
    expect(failedFinding('queue', new RateLimitedError('read queue', 5))).to.deep.equal({
      kind: 'check',
      check: 'queue',
      result: 'fail',
      whoMustAct: 'nobody',
      detail: 'read queue: too many requests, again in 5 ms',
      exitCode: 69,
    });
  });

  it('takes what it does not know for ours', () => {
    expect(failedFinding('queue', 'odd')).to.include({ whoMustAct: 'integrator', detail: 'odd', exitCode: 70 });
  });
});
