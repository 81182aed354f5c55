import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'StoreUnavailableError',
  make: (options) => new StoreUnavailableError('noSuchFile', 'open the store', options),
  message: 'open the store: there is no such file',
  fields: { fault: 'noSuchFile', operation: 'open the store' },
  whoMustAct: 'integrator',
  isRetryable: true,
});

errorContract({
  name: 'StoreUnavailableError',
  make: (options) => new StoreUnavailableError('full', 'store a notification', options),
  message: 'store a notification: the store cannot be written to: full',
  fields: { fault: 'full', operation: 'store a notification' },
  whoMustAct: 'integrator',
  isRetryable: true,
});
