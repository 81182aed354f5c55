import { expect } from 'chai';
import { EXIT_CODES } from '../../../../lib/sandbox/core/script/EXIT_CODES.js';

describe('EXIT_CODES', () => {
  it('gives every result the code the command line documents', () => {
    expect(EXIT_CODES).to.deep.equal({
      succeeded: 0,
      notApplicable: 0,
      partial: 3,
      failed: 4,
      actionRequired: 5,
      timedOut: 6,
      notStarted: 6,
      gone: 7,
    });
  });
});
