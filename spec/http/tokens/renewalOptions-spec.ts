import { expect } from 'chai';
import { asyncScheduler } from 'rxjs';
import { resolveRenewalOptions } from '../../../lib/http/tokens/renewalOptions.js';

describe('resolveRenewalOptions', () => {
  it('fills gaps, an explicit undefined among them', () => {
    expect(resolveRenewalOptions({ tokenDeadlineMs: undefined })).to.deep.equal({
      tokenDeadlineMs: 10_000,
      maxPrincipals: 10_000,
      scheduler: asyncScheduler,
    });
  });

  it('refuses what is out of range', () => {
    for (const options of [
      { tokenDeadlineMs: 0 },
      { tokenDeadlineMs: NaN },
      { tokenDeadlineMs: 600_001 },
      { maxPrincipals: 0 },
    ]) {
      expect(() => resolveRenewalOptions(options))
        .to.throw()
        .with.property('name', 'InvalidOptionError');
    }
  });
});
