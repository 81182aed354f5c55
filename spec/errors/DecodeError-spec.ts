import { expect } from 'chai';
import { DecodeError } from '../../lib/errors/DecodeError.js';
import { errorContract } from '../support/errorContract.js';

const FAILURES = [0, 1, 2, 3].map((n) => ({ path: `${String(n)}.id`, expected: 'Id' }));

errorContract({
  name: 'DecodeError',
  make: (options) => new DecodeError('read queue', FAILURES, options),
  message: 'read queue: unexpected shape: 0.id: expected Id; 1.id: expected Id; 2.id: expected Id',
  fields: { operation: 'read queue', failures: FAILURES },
  whoMustAct: 'integrator',
  isRetryable: true,
});

describe('DecodeError', () => {
  it('names three places at most, and never a value', () => {
    expect(FAILURES).to.have.length(4);
    expect(new DecodeError('read queue', FAILURES).message).to.not.contain('3.id');
  });
});
