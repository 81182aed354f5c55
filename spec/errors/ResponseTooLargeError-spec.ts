import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'ResponseTooLargeError',
  make: (options) => new ResponseTooLargeError('read queue', 1_024, options),
  message: 'read queue: the answer is larger than 1024 bytes',
  fields: { operation: 'read queue', maxBytes: 1_024 },
  whoMustAct: 'integrator',
  isRetryable: false,
});
