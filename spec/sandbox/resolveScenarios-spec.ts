import { expect } from 'chai';
import { SCENARIOS } from '../../lib/sandbox/core/script/SCENARIOS.js';
import { resolveScenarios } from '../../lib/sandbox/resolveScenarios.js';

describe('resolveScenarios', () => {
  it('finds names and takes whole scripts, in order', () => {
    const own = { ...SCENARIOS.partial, name: 'mine' };
    expect(resolveScenarios(['challenge', own]).oxlin.map(({ name }) => name)).to.deep.equal(['challenge', 'mine']);
  });

  it('gives each service what it has under a name, and a service without any its standard one', () => {
    const names = (given: readonly string[]) => {
      const { oxlin, yodlee } = resolveScenarios(given);
      return [oxlin.map(({ name }) => name), yodlee.map(({ name }) => name)];
    };
    expect(names(['partial'])).to.deep.equal([['partial'], ['notify']]);
    expect(names(['forged', 'migration'])).to.deep.equal([['success'], ['forged', 'migration']]);
    expect(names(['rate-limited'])).to.deep.equal([['rate-limited'], ['rate-limited']]);
  });

  it('refuses a name nobody knows, listing those that exist', () => {
    expect(() => resolveScenarios(['nope'])).to.throw(/^scenario: expected one of success, .*, got "nope"$/);
    expect(() => resolveScenarios(['constructor'])).to.throw('got "constructor"');
  });

  it('refuses an empty list and a script that is none', () => {
    expect(() => resolveScenarios([])).to.throw('scenarios: expected at least one scenario');
    expect(() => resolveScenarios([{ ...SCENARIOS.partial, connections: [] }])).to.throw('scenario.connections');
  });
});
