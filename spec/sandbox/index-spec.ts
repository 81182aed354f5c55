import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as sandbox from '../../lib/sandbox/index.js';

const text = readFileSync('docs/sandbox.md', 'utf8').replaceAll(/[ \t]+/g, ' ');

const cells = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const table = (heading: string): ReadonlyMap<string, readonly string[]> => {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map(cells);
  return new Map(rows.map(([name = '', ...rest]) => [name.replaceAll('`', ''), rest]));
};

describe('millrace/sandbox', () => {
  it('exports what the guide names', () => {
    expect(sandbox).to.include.keys(
      'startSandbox',
      'ready',
      'initialState',
      'answerRequest',
      'sandboxTruth',
      'requestLog',
      'parseScenarioScript',
      'SCENARIOS',
      'SWITCHES',
    );
  });

  it('is documented scenario by scenario', () => {
    const rows = Object.values(sandbox.SCENARIOS).map(
      ({ name, expected, summary }) => [name, [expected.result, String(expected.exitCode), summary]] as const,
    );
    expect([...table('Scenarios')]).to.deep.equal(rows);
  });

  it('is documented switch by switch, the default first', () => {
    const documented = [...table('Switches')].map(([name, [values = '', doubt]]) => [
      name,
      [...values.matchAll(/`([^`]+)`/g)].map(([, value]) => value),
      doubt,
    ]);
    const rows = Object.entries(sandbox.SWITCHES).map(([name, { values, doubt }]) => [name, [...values], doubt]);
    expect(documented).to.deep.equal(rows);
    for (const { values, default: standard } of Object.values(sandbox.SWITCHES)) expect(values[0]).to.equal(standard);
  });

  it('is documented scenario by scenario of its second service', () => {
    const rows = Object.values(sandbox.YODLEE_SCENARIOS).map(
      ({ name, users = 10, summary }) => [name, [String(users), summary]] as const,
    );
    expect([...table('Yodlee scenarios')]).to.deep.equal(rows);
  });

  it('is documented switch by switch of its second service, the default first', () => {
    const documented = [...table('Yodlee switches')].map(([name, [values = '', doubt]]) => [
      name,
      [...values.matchAll(/`([^`]+)`/g)].map(([, value]) => value),
      doubt,
    ]);
    const rows = Object.entries(sandbox.YODLEE_SWITCHES).map(([name, { values, doubt }]) => [name, [...values], doubt]);
    expect(documented).to.deep.equal(rows);
    for (const { values, default: standard } of Object.values(sandbox.YODLEE_SWITCHES))
      expect(values[0]).to.equal(standard);
  });

  it('takes the scenario file of the guide', () => {
    const json = text.split('```json\n')[1]?.split('```')[0] ?? '';
    expect(sandbox.parseScenarioScript(JSON.parse(json)).name).to.equal('half-dead-bank');
  });
});
