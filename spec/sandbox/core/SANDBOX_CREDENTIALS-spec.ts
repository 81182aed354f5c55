import { expect } from 'chai';
import { SANDBOX_CREDENTIALS } from '../../../lib/sandbox/core/SANDBOX_CREDENTIALS.js';

describe('SANDBOX_CREDENTIALS', () => {
  it('names a mail address that can never exist', () => {
    expect(SANDBOX_CREDENTIALS.username).to.match(/@.*\.invalid$/);
  });
});
