import { expect } from 'chai';
import { parseScenarioScript } from '../../../../lib/sandbox/core/script/parseScenarioScript.js';
import { SCENARIOS } from '../../../../lib/sandbox/core/script/SCENARIOS.js';

const GOOD = { name: 'mine', summary: 'As usual.', expected: { result: 'succeeded', exitCode: 0 }, connections: [{}] };

describe('parseScenarioScript', () => {
  for (const [name, script] of Object.entries(SCENARIOS)) {
    it(`takes the built-in ${name} through JSON and back`, () => {
      expect(parseScenarioScript(JSON.parse(JSON.stringify(script)))).to.deep.equal(script);
    });
  }

  const bad: readonly (readonly [unknown, string])[] = [
    [7, 'scenario: expected an object, got 7'],
    [{ ...GOOD, name: 'Mine' }, 'scenario.name: expected a name of a-z, 0-9 and -, got "Mine"'],
    [{ ...GOOD, colour: 1 }, 'scenario.colour: expected one of the members name,'],
    [{ ...GOOD, expected: { result: 'fine', exitCode: 0 } }, 'scenario.expected.result: expected one of succeeded,'],
    [{ ...GOOD, connections: [] }, 'scenario.connections: expected at least one connection, got an empty list'],
    [{ ...GOOD, connections: [{ providerId: '1' }] }, 'scenario.connections[0].providerId: expected one of'],
    [
      { ...GOOD, connections: [{ channels: [{ mode: 'SIDEWAYS' }] }] },
      'scenario.connections[0].channels[0].mode: expected one of REDIRECT, EMBEDDED, got "SIDEWAYS"',
    ],
    [
      { ...GOOD, connections: [{ steps: [{ at: 1, do: 'dance' }] }] },
      'scenario.connections[0].steps[0].do: expected one of begin,',
    ],
    [
      { ...GOOD, connections: [{ steps: [{ at: '1', do: 'begin' }] }] },
      'scenario.connections[0].steps[0].at: expected a number, got "1"',
    ],
    [{ ...GOOD, connections: [{ steps: [null] }] }, 'scenario.connections[0].steps[0].do: expected one of begin,'],
    [
      { ...GOOD, server: { queueReadS: [1] } },
      'scenario.server.queueReadS: expected a pair of numbers ≥ 0, got a list',
    ],
    [
      { ...GOOD, server: { faultsOnGet: { reset: 2 } } },
      'scenario.server.faultsOnGet.reset: expected a probability from 0 to 1, got 2',
    ],
    [{ ...GOOD, switches: [] }, 'scenario.switches: expected an object, got an empty list'],
    [{ ...GOOD, switches: { typeIn: 1 } }, 'scenario.switches.typeIn: expected a text, got 1'],
    [{ ...GOOD, switches: { typeIn: 'header' } }, 'switch typeIn: expected one of query, body, got "header"'],
  ];
  for (const [json, message] of bad) {
    it(`refuses with "${message}"`, () => {
      expect(() => parseScenarioScript(json)).to.throw(message);
    });
  }
});
