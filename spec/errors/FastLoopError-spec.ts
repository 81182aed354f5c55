import { FastLoopError } from '../../lib/errors/FastLoopError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'FastLoopError',
  make: (options) => new FastLoopError('read queue', 200, 2_000, options),
  message:
    'read queue: 200 requests without progress within 2000 ms; look for a retry or a re-subscription without a delay',
  fields: { operation: 'read queue', requests: 200, withinMs: 2_000 },
  whoMustAct: 'integrator',
  isRetryable: false,
});
