import { expect } from 'chai';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { OwnTokenRefusedError } from '../../lib/notification/OwnTokenRefusedError.js';

describe('OwnTokenRefusedError', () => {
  it('keeps what was refused, and names nobody', () => {
    const cause = new AccessDeniedError('read holdings');
    expect(new OwnTokenRefusedError(cause)).to.include({ cause, message: 'read in the name of a user: refused' });
  });
});
