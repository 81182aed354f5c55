import { expect } from 'chai';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { journalSettings } from '../../../lib/store/rules/journalSettings.js';

describe('journalSettings', () => {
  it('fills in what was not said', () => {
    expect(journalSettings({})).to.deep.equal({ keepEnded: 1_000, keepUpdates: 256 });
    expect(journalSettings({ keepEnded: 0, keepUpdates: Infinity })).to.deep.equal({
      keepEnded: 0,
      keepUpdates: Infinity,
    });
  });

  for (const [option, value] of [
    ['keepEnded', -1],
    ['keepEnded', NaN],
    ['keepUpdates', 0],
    ['keepUpdates', NaN],
  ] as const) {
    it(`refuses ${option} of ${String(value)}`, () => {
      expect(() => journalSettings({ [option]: value }))
        .to.throw(InvalidOptionError)
        .with.property('option', option);
    });
  }
});
