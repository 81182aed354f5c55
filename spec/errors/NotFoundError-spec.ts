import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'NotFoundError',
  make: (options) => new NotFoundError('read queue', 410, options),
  message: 'read queue: not found (HTTP 410)',
  fields: { operation: 'read queue', status: 410 },
  whoMustAct: 'integrator',
  isRetryable: false,
});
