import { expect } from 'chai';
import { requireMethod } from '../../../lib/aggregators/shared/requireMethod.js';

describe('requireMethod', () => {
  it('takes an object that has the method, its own or not', () => {
    requireMethod('http', { request: () => undefined }, 'request');
    requireMethod('scheduler', new Map(), 'get');
  });

  it('names the option and the method of what it refuses', () => {
    for (const value of [undefined, null, 'request', {}, { request: true }]) {
      expect(() => requireMethod('http', value, 'request')).to.throw(/^http: expected an object with a method request/);
    }
  });
});
