import { expect } from 'chai';
import { SCENARIOS } from '../../lib/sandbox/core/script/SCENARIOS.js';
import { resolveScenarios } from '../../lib/sandbox/resolveScenarios.js';

describe('resolveScenarios', () => {
  it('finds names and takes whole scripts, in order', () => {
    const own = { ...SCENARIOS.partial, name: 'mine' };
    expect(resolveScenarios(['challenge', own]).map(({ name }) => name)).to.deep.equal(['challenge', 'mine']);
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
