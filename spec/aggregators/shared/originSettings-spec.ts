import { expect } from 'chai';
import { asyncScheduler } from 'rxjs';
import { originSettings } from '../../../lib/aggregators/shared/originSettings.js';
import { fakeUpstream } from '../../support/fakeUpstream.js';

const DEFAULTS = {
  tenant: 'default',
  deadlineMs: 30_000,
  maxBytes: 65_536,
  rateLimit: { perSecond: 10, burst: 1 },
  breaker: false,
} as const;
const http = fakeUpstream([]);
const settle = (given: Readonly<Record<string, unknown>> = {}) => originSettings({ http, ...given }, DEFAULTS);

describe('originSettings', () => {
  it('fills every gap, an explicit undefined too, and leaves out what is not of the origin', () => {
    const gaps = { tenant: undefined, deadlineMs: undefined, rateLimit: undefined, scheduler: undefined };
    for (const given of [{}, { ...gaps, tokens: {} }]) {
      const settings = settle(given);
      expect(settings).to.deep.include({ ...DEFAULTS, http, scheduler: asyncScheduler });
      expect(settings).not.to.have.property('tokens');
      expect(settings.entropy.random()).to.be.within(0, 1);
      expect(settings.telemetry.count('x', 1, {})).to.equal(undefined);
      expect(settings.telemetry.gauge('x', 1, {})).to.equal(undefined);
    }
  });

  it('keeps what was given', () => {
    const given = { tenant: 'acme', deadlineMs: 3_600_000, maxBytes: 1, rateLimit: false, breaker: { failures: 1 } };
    expect(settle(given)).to.deep.include(given);
  });

  it('names the option of what it refuses', () => {
    const wrong: Readonly<Record<string, readonly unknown[]>> = {
      http: [null, {}],
      scheduler: [{}, 7],
      entropy: [{}],
      telemetry: [{ count: 1 }],
      tenant: ['', 7],
      deadlineMs: [0, -1, NaN, 3_600_001],
      maxBytes: [0, NaN],
      rateLimit: [null, true],
      breaker: [null, 1],
    };
    for (const [option, values] of Object.entries(wrong)) {
      for (const value of values) {
        expect(() => settle({ [option]: value }), `${option} ${String(value)}`).to.throw(
          new RegExp(`^${option}: expected `),
        );
      }
    }
  });
});
