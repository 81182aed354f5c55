import { OriginNotAllowedError } from '../../lib/errors/OriginNotAllowedError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'OriginNotAllowedError',
  make: (options) => new OriginNotAllowedError('read queue', 'https://evil.test', options),
  message: 'read queue: https://evil.test is not one of the configured origins',
  fields: { operation: 'read queue', origin: 'https://evil.test' },
  whoMustAct: 'integrator',
  isRetryable: false,
});
