import { expect } from 'chai';
import { EndingError, isEndingError } from '../../lib/cli/EndingError.js';
import { EXIT } from '../../lib/cli/EXIT.js';
import { exitCodeOfError } from '../../lib/cli/exitCodeOfError.js';
import { describeError } from '../../lib/cli/output/describeError.js';

describe('EndingError', () => {
  const error = new EndingError('127.0.0.1:80 is in use', EXIT.unavailable);

  it('ends a command with its sentence and its exit code', () => {
    expect(describeError(error)).to.equal('127.0.0.1:80 is in use');
    expect(exitCodeOfError(error)).to.equal(69);
  });

  it('is told from others', () => {
    expect([error, new Error('x'), undefined].map(isEndingError)).to.deep.equal([true, false, false]);
  });
});
