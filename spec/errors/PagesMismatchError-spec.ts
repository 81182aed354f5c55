import { PagesMismatchError } from '../../lib/errors/PagesMismatchError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'PagesMismatchError',
  make: (options) => new PagesMismatchError(501, 500, options),
  message: 'read user data: the pages do not belong together',
  fields: { expected: 501, found: 500 },
  whoMustAct: 'nobody',
  isRetryable: true,
});
