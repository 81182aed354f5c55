import { LeaseLostError } from '../../lib/errors/LeaseLostError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'LeaseLostError',
  make: (options) => new LeaseLostError(7, options),
  message: 'inbox: lease 7 is no longer held',
  fields: { fence: 7 },
  whoMustAct: 'nobody',
  isRetryable: false,
});
