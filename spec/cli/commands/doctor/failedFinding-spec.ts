import { expect } from 'chai';
import { failedFinding } from '../../../../lib/cli/commands/doctor/failedFinding.js';
import { NotFoundError, RateLimitedError } from '../../../../lib/index.js';

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

  it('adds the setting that may be wrong, but for a queue', () => {
    const error = new NotFoundError('list connections', 404);
    expect(failedFinding('reachability', error).detail).to.equal(
      'list connections: not found (HTTP 404). Does the base URL end in its version, such as /v2.1, and is the user (--user-id, MILLRACE_OXLIN_USER_ID) right?',
    );
    expect(failedFinding('queue', error).detail).to.equal('list connections: not found (HTTP 404)');
  });
});
