import { CircuitOpenError } from '../../lib/errors/CircuitOpenError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'CircuitOpenError',
  make: (options) => new CircuitOpenError('https://api.test', 900, options),
  message: 'https://api.test: circuit open, next probe in 900 ms',
  fields: { origin: 'https://api.test', retryAfterMs: 900 },
  whoMustAct: 'aggregator',
  isRetryable: true,
});
