import { expect } from 'chai';
import { yodleeLog } from '../../../../lib/sandbox/core/yodlee/yodleeLog.js';
import { YODLEE_CREDENTIALS } from '../../../../lib/sandbox/core/yodlee/YODLEE_CREDENTIALS.js';
import { YodleeDriver } from '../../../support/yodleeDriver.js';

describe('yodleeLog', () => {
  it('lists oldest first, a subscription when it was answered, without secrets', () => {
    const driver = new YodleeDriver().admin();
    driver.subscribe();
    driver.ask('GET', '/accounts');
    const log = yodleeLog(driver.state);
    expect(log.map(({ method, path, status }) => `${method} ${path} ${status}`)).to.deep.equal([
      'POST /ysl/auth/token 201',
      'POST /ysl/configs/notifications/events/DATA_UPDATES 201',
      'GET /ysl/accounts 401',
    ]);
    expect(JSON.stringify(log)).not.to.contain(YODLEE_CREDENTIALS.clientSecret).and.not.to.contain(driver.token);
  });
});
