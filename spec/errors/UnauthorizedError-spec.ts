import { UnauthorizedError } from '../../lib/errors/UnauthorizedError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'UnauthorizedError',
  make: (options) => new UnauthorizedError('read queue', options),
  message: 'read queue: the access token was refused (HTTP 401)',
  fields: { operation: 'read queue' },
  whoMustAct: 'integrator',
  isRetryable: false,
});
