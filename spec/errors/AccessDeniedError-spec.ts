import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'AccessDeniedError',
  make: (options) => new AccessDeniedError('read queue', options),
  message: 'read queue: forbidden (HTTP 403)',
  fields: { operation: 'read queue' },
  whoMustAct: 'integrator',
  isRetryable: false,
});
