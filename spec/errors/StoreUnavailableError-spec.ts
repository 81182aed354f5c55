import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'StoreUnavailableError',
  make: (options) => new StoreUnavailableError('full', 'store a notification', options),
  message: 'store a notification: the store cannot be written to: full',
  fields: { fault: 'full', operation: 'store a notification' },
  whoMustAct: 'integrator',
  isRetryable: true,
});
