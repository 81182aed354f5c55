import { expect } from 'chai';
import { recordRequest } from '../../../../lib/sandbox/core/yodlee/recordRequest.js';
import { yodleeLog } from '../../../../lib/sandbox/core/yodlee/yodleeLog.js';
import { YodleeDriver } from '../../../support/yodleeDriver.js';

describe('recordRequest', () => {
  it('counts and dates', () => {
    const after = recordRequest(new YodleeDriver().state, { method: 'GET', path: '/ysl/user', status: 200 }, 0);
    expect(after.requests).to.equal(1);
    expect(yodleeLog(after)).to.deep.equal([
      { at: '2026-01-15T09:00:00.000Z', method: 'GET', path: '/ysl/user', status: 200 },
    ]);
  });
});
