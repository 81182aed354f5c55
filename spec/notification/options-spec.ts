import { expect } from 'chai';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { CONSUME_DEFAULTS, type ConsumeOptions, resolveConsumeOptions } from '../../lib/notification/options.js';

describe('resolveConsumeOptions', () => {
  it('fills every gap; an explicit undefined is one', () => {
    const given: unknown = { ceiling: undefined, leaseMs: 9_000 };
    expect(resolveConsumeOptions(given as ConsumeOptions)).to.deep.equal({ ...CONSUME_DEFAULTS, leaseMs: 9_000 });
  });

  it('ruling 3: begins with 4 users, or with the ceiling if that is less', () => {
    expect(resolveConsumeOptions({}).start).to.equal(4);
    expect(resolveConsumeOptions({ ceiling: 2 }).start).to.equal(2);
  });

  const wrong: readonly ConsumeOptions[] = [
    { start: 0 },
    { start: 9, ceiling: 8 },
    { ceiling: NaN },
    { byteCredit: 0 },
    { spoolAboveBytes: 0 },
    { maxWindowBytes: 0 },
    { maxPages: 0 },
    { leaseMs: 2 },
    { leaseMs: Infinity },
    { handlerDeadlineMs: Infinity },
    { fetchAttempts: -1 },
    { retryBaseMs: -1 },
    { retryBaseMs: 10, retryCapMs: 9 },
    { maxAttempts: 0 },
    { horizonMs: 0 },
    { horizonReserveMs: -1 },
    { afterWindowMs: -1 },
    { pageRestarts: -1 },
    { consumer: '' },
    { holdings: 'none' as 'whole' },
  ];
  for (const options of wrong) {
    it(`refuses ${Object.entries(options)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', ')}`, () => {
      expect(() => resolveConsumeOptions(options)).to.throw(InvalidOptionError);
    });
  }
});
