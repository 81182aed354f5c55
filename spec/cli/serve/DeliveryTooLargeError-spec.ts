import { expect } from 'chai';
import { DeliveryTooLargeError } from '../../../lib/cli/serve/DeliveryTooLargeError.js';

describe('DeliveryTooLargeError', () => {
  it('says how large a delivery may be, and whose it was not', () => {
    const error = new DeliveryTooLargeError(5);
    expect([error.name, error.message]).to.deep.equal([
      'DeliveryTooLargeError',
      'write a delivery: more than 5 characters in one; only the book takes it',
    ]);
  });
});
