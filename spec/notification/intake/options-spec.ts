import { expect } from 'chai';
import { createInFlightBudget } from '../../../lib/notification/intake/createInFlightBudget.js';
import { INTAKE_DEFAULTS, type IntakeOptions, resolveIntakeOptions } from '../../../lib/notification/intake/options.js';
import { caught } from '../../support/caught.js';
import { SECRET } from '../../support/webhook.js';

const resolve = (own: Partial<IntakeOptions> = {}) => resolveIntakeOptions({ pathSecret: SECRET, ...own });

describe('resolveIntakeOptions', () => {
  it('fills every gap, and takes an explicit undefined for one', () => {
    expect(resolve()).to.deep.include(INTAKE_DEFAULTS);
    const given = { pathSecret: SECRET, maxBodyBytes: undefined } as unknown as IntakeOptions;
    expect(resolveIntakeOptions(given).maxBodyBytes).to.equal(INTAKE_DEFAULTS.maxBodyBytes);
  });

  it('takes one secret or several', () => {
    expect(resolve().pathSecrets).to.deep.equal([SECRET]);
    expect(resolve({ pathSecret: [SECRET, `${SECRET}-2`] }).pathSecrets).to.have.length(2);
  });

  it('refuses secrets that can be guessed or do not fit into a path, and does not show them', async () => {
    const wrong: unknown[] = [
      '',
      'canary-too-short',
      [],
      [SECRET, 'canary'],
      `${SECRET}/x`,
      `${SECRET}%41`,
      undefined,
      7,
    ];
    wrong[1] = 'canary-2-short';
    for (const pathSecret of wrong) {
      const error = await caught(() => resolve({ pathSecret } as Partial<IntakeOptions>));
      expect(error).to.include({ name: 'InvalidOptionError', option: 'pathSecret' });
      expect(String(error)).to.not.contain('canary');
    }
  });

  const OUT_OF_RANGE: readonly Partial<IntakeOptions>[] = [
    { maxBodyBytes: 0 },
    { maxBodyBytes: Number.NaN },
    { inFlightBytes: INTAKE_DEFAULTS.maxBodyBytes },
    { storeDeadlineMs: 0 },
    { storeDeadlineMs: 2 ** 31 },
    { bodyDeadlineMs: -1 },
    { minBytesPerSecond: -1 },
    { retryAfterMs: 0 },
    { settleMs: -1 },
    { settleMs: 2, maxWaitMs: 1 },
    { knownUserConcurrency: 0 },
  ];
  for (const options of OUT_OF_RANGE) {
    it(`refuses ${JSON.stringify(options)}`, async () => {
      const error = await caught(() => resolve(options));
      expect(error).to.include({ name: 'InvalidOptionError', option: Object.keys(options).at(-1) });
    });
  }

  it('refuses a shared budget that cannot hold the largest body', async () => {
    const inFlight = createInFlightBudget(INTAKE_DEFAULTS.maxBodyBytes);
    expect(await caught(() => resolve({ inFlight }))).to.include({ option: 'inFlight.limitBytes' });
  });

  it('refuses two ways to ask for users at once', async () => {
    const both = { knownUser: () => true, knownUsers: () => Promise.resolve(new Set<string>()) };
    expect(await caught(() => resolve(both))).to.include({ option: 'knownUsers' });
  });
});
