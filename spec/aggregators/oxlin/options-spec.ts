import { expect } from 'chai';
import { asyncScheduler } from 'rxjs';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { OXLIN_DEFAULTS, resolveOxlinOptions } from '../../../lib/aggregators/oxlin/options.js';
import { fakeTokens, fakeUpstream } from '../../support/fakeUpstream.js';
import { BASE } from '../../support/oxlin.js';

const resolve = (options: Readonly<Record<string, unknown>> = {}) =>
  resolveOxlinOptions({ baseUrl: BASE, tokens: fakeTokens(), http: fakeUpstream([]), ...options });

describe('resolveOxlinOptions', () => {
  it('fills every gap, an explicit undefined too', () => {
    for (const given of [
      {},
      { tenant: undefined, deadlineMs: undefined, retry: undefined, extraHeaders: undefined, entropy: undefined },
    ]) {
      const resolved = resolve(given);
      expect(resolved).to.deep.include({ ...OXLIN_DEFAULTS, scheduler: asyncScheduler });
      expect(resolved.extraHeaders('501')).to.deep.equal({});
      expect(resolved.entropy.random()).to.be.within(0, 1);
    }
  });

  it('names option and expectation of what it refuses', () => {
    const wrong: Readonly<Record<string, readonly unknown[]>> = {
      tenant: ['', 7],
      deadlineMs: [0, -1, NaN, 3_600_001],
      maxBytes: [0, NaN],
      listAccountsTypeIn: ['header', ''],
      tokens: [null, {}, 'secret'],
      http: [null, {}],
      journal: [null, {}],
      scheduler: [{}],
      entropy: [{}],
      telemetry: [{ count: 1 }],
      extraHeaders: [{ Authorization: 'x' }, { 'bad name': 'x' }, { a: 'x\r\ny: z' }, { a: 7 }],
    };
    for (const [option, values] of Object.entries(wrong)) {
      for (const value of values)
        expect(() => resolve({ [option]: value }), `${option} ${String(value)}`).to.throw(
          new RegExp(`^${option}: expected `),
        );
    }
    for (const part of ['attempts', 'baseMs', 'capMs']) {
      expect(() => resolve({ retry: { ...OXLIN_DEFAULTS.retry, [part]: -1 } })).to.throw(`retry.${part}: expected`);
    }
  });

  it('fills the gaps of the retry one by one', () => {
    const given = { attempts: 1, baseMs: undefined, capMs: 10 };
    expect(resolve({ retry: given }).retry).to.deep.equal({ attempts: 1, baseMs: 500, capMs: 10 });
  });

  for (const option of ['rateLimit', 'breaker', 'retry'] as const) {
    it(`refuses a ${option} of null at the call`, () => {
      expect(() => resolve({ [option]: null })).to.throw(InvalidOptionError, `${option}: expected an object`);
    });
  }

  it('shows no header value', () => {
    expect(() => resolve({ extraHeaders: { 'x-key': 'secret\n' } })).to.throw(/^((?!secret).)*$/);
  });

  it('checks what a function of headers gives for each user', () => {
    const { extraHeaders } = resolve({ extraHeaders: (userId: string) => ({ 'X-Linxo-User-Id': userId }) });
    expect(extraHeaders('501')).to.deep.equal({ 'x-linxo-user-id': '501' });
    expect(() => extraHeaders('5\n')).to.throw('extraHeaders');
  });
});
