import { expect } from 'chai';
import { announce } from '../../../../../lib/sandbox/core/yodlee/notices/announce.js';
import { bodiesOf, YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('announce', () => {
  it('tells the subscribers of each event at once', () => {
    const driver = new YodleeDriver().admin();
    for (const event of ['REFRESH', 'AUTO_REFRESH_UPDATES', 'LATEST_BALANCE_UPDATES']) driver.subscribe(event);
    const after = (action: string): readonly string[] => {
      const before = bodiesOf(driver).length;
      driver.act(action, 'user-1').pass(1);
      return bodiesOf(driver)
        .slice(before)
        .map((body) => /"info":"([A-Z_]+)/.exec(JSON.stringify(body))?.[1] ?? '');
    };
    expect(after('add')).to.deep.equal(['REFRESH']);
    expect(after('refresh')).to.deep.equal(['REFRESH', 'LATEST_BALANCE_UPDATES']);
    expect(after('auto-refresh')).to.deep.equal(['AUTO_REFRESH_UPDATES']);
    expect(after('edit-account')).to.deep.equal([]);
  });

  it('tells nobody else', () => {
    const { state } = new YodleeDriver();
    expect(announce(state, { user: 0, action: 'refresh', failing: false }, 0)).to.equal(state);
  });
});
