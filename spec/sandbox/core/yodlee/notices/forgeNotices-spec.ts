import { expect } from 'chai';
import { forgeNotices } from '../../../../../lib/sandbox/core/yodlee/notices/forgeNotices.js';
import { allNotices } from '../../../../../lib/sandbox/core/yodlee/truth/trueNotices.js';
import { playYodlee } from '../../../../support/playYodlee.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('forgeNotices', () => {
  it('sends hostile links, strangers, a wrong path and garbage, each once', () => {
    const notices = allNotices(forgeNotices(new YodleeDriver().state, 3_600_000));
    const bodies = notices.map(({ payload = '' }) => payload);
    for (const part of ['//evil.invalid', 'stranger-1', '__proto__', 'javascript:', '%0d%0a']) {
      expect(
        bodies.some((body) => body.includes(part)),
        part,
      ).to.equal(true);
    }
    expect(notices.filter(({ forged }) => forged?.path !== undefined)).to.have.length(1);
  });

  it('is never retried, whatever the answer, and counted apart', () => {
    const { driver } = playYodlee('forged');
    expect(driver.truth().notices.forged).to.equal(36);
    expect(driver.truth().strangers).to.equal(0);
  });
});
