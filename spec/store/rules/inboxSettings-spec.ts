import { expect } from 'chai';
import { asyncScheduler, queueScheduler } from 'rxjs';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { inboxSettings } from '../../../lib/store/rules/inboxSettings.js';

describe('inboxSettings', () => {
  it('says what was not said', () => {
    expect(inboxSettings({}, asyncScheduler)).to.deep.equal({
      consumers: ['default'],
      horizonMs: 7 * 86_400_000,
      maxAttempts: 12,
      keepQuarantined: 10_000,
      scheduler: asyncScheduler,
    });
    expect(inboxSettings({ scheduler: queueScheduler }, asyncScheduler).scheduler).to.equal(queueScheduler);
  });

  for (const wrong of [{ consumers: [] }, { consumers: ['a', 'a'] }, { horizonMs: 0 }, { maxAttempts: 0.5 }]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => {
      expect(() => inboxSettings(wrong, asyncScheduler)).to.throw(InvalidOptionError, Object.keys(wrong)[0]);
    });
  }
});
