import { UpstreamRefusedError } from '../../lib/errors/UpstreamRefusedError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'UpstreamRefusedError',
  make: (options) =>
    new UpstreamRefusedError('read user data', 'Y800', 'windowTooOld', 'park', 'integrator', 'u1', options),
  message: 'read user data: refused with Y800 (windowTooOld)',
  fields: { operation: 'read user data', code: 'Y800', reason: 'windowTooOld', verdict: 'park', referenceCode: 'u1' },
  whoMustAct: 'integrator',
  isRetryable: false,
});
