import { RedirectRefusedError } from '../../lib/errors/RedirectRefusedError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'RedirectRefusedError',
  make: (options) => new RedirectRefusedError('read queue', 302, options),
  message: 'read queue: redirect refused (HTTP 302)',
  fields: { operation: 'read queue', status: 302 },
  whoMustAct: 'integrator',
  isRetryable: false,
});
