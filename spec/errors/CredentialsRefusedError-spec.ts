import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'CredentialsRefusedError',
  make: (options) => new CredentialsRefusedError(400, 'invalid_grant', options),
  message: 'credentials refused by the token endpoint: HTTP 400 (invalid_grant)',
  fields: { status: 400, reason: 'invalid_grant' },
  whoMustAct: 'integrator',
  isRetryable: false,
});
