import { expect } from 'chai';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'InvalidOptionError',
  make: (options) => new InvalidOptionError('pollEveryMs', 0, 'a number > 0 (ms)', options),
  message: 'pollEveryMs: expected a number > 0 (ms), got 0',
  fields: { option: 'pollEveryMs', value: 0, expected: 'a number > 0 (ms)' },
  whoMustAct: 'integrator',
  isRetryable: false,
});

describe('InvalidOptionError', () => {
  it('shows text in quotes and cut off, numbers as they are, and nothing of what is inside objects', () => {
    const shown = (value: unknown) =>
      new InvalidOptionError('x', value, 'y').message.replace('x: expected y, got ', '');
    expect(shown('soon')).to.equal('"soon"');
    expect(shown('a'.repeat(99))).to.equal(`"${'a'.repeat(80)}"`);
    expect([shown(NaN), shown(undefined), shown(null), shown(true)]).to.deep.equal([
      'NaN',
      'undefined',
      'null',
      'true',
    ]);
    expect(shown({ password: 's3cret' })).to.equal('an object');
    expect(shown(['s3cret'])).to.equal('an array');
  });
});
