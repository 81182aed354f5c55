import { JournalMissError } from '../../lib/errors/JournalMissError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'JournalMissError',
  make: (options) => new JournalMissError('r1', options),
  message: 'journal: no run r1',
  fields: { runId: 'r1' },
  whoMustAct: 'integrator',
  isRetryable: false,
});
