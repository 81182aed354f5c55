import { expect } from 'chai';
import { requireObject } from '../../../lib/aggregators/shared/requireObject.js';

describe('requireObject', () => {
  it('takes settings, and false where that turns them off', () => {
    requireObject('retry', {});
    requireObject('rateLimit', {}, false);
    requireObject('rateLimit', false, false);
  });

  it('names the option of what it refuses', () => {
    for (const value of [undefined, null, 7, true]) {
      expect(() => requireObject('rateLimit', value, false)).to.throw(/^rateLimit: expected an object, or false/);
    }
    expect(() => requireObject('retry', false)).to.throw(/^retry: expected an object(?!, or false)/);
  });
});
