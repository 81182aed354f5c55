import { expect } from 'chai';
import { resolveSettings } from '../../../lib/sandbox/core/resolveSettings.js';
import { SCENARIOS } from '../../../lib/sandbox/core/script/SCENARIOS.js';

describe('resolveSettings', () => {
  it('plays success unless told otherwise', () => {
    expect(resolveSettings({}).scenarios.map(({ name }) => name)).to.deep.equal(['success']);
  });

  it('joins what the scenarios do to the whole server', () => {
    const settings = resolveSettings({ scenarios: [SCENARIOS['no-queue'], SCENARIOS['rate-limited']] });
    expect(settings.noQueue).to.equal(true);
    expect(settings.rateLimit.posts).to.equal(1);
  });

  it('prefers given switches over those of a scenario', () => {
    const scenarios = [SCENARIOS['wrapped-queue']];
    expect(resolveSettings({ scenarios }).switches.queueShape).to.equal('wrapped');
    expect(resolveSettings({ scenarios, switches: { queueShape: 'array' } }).switches.queueShape).to.equal('array');
  });

  const bad = [
    [{ seed: 1.5 }, 'seed: expected an integer, got 1.5'],
    [{ speed: 0 }, 'speed: expected a number > 0 and ≤ 100000, got 0'],
    [{ speed: Number.NaN }, 'speed: expected a number > 0 and ≤ 100000, got NaN'],
    [{ latencyMs: -1 }, 'latencyMs: expected a number of ms ≥ 0, got -1'],
    [{ pastTransactions: -1 }, 'pastTransactions: expected an integer ≥ 0, got -1'],
    [{ scenarios: [] }, 'scenarios: expected at least one scenario, got an empty list'],
    [{ switches: { typeIn: 'header' } }, 'switch typeIn: expected one of query, body, got "header"'],
  ] as const;
  for (const [config, message] of bad) {
    it(`refuses ${JSON.stringify(config)}`, () => {
      expect(() => resolveSettings(config)).to.throw(message);
    });
  }
});
