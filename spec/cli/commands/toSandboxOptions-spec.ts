import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toSandboxOptions } from '../../../lib/cli/commands/toSandboxOptions.js';
import { SCENARIOS } from '../../../lib/sandbox/index.js';

describe('toSandboxOptions', () => {
  it('takes lists and repetitions alike', () => {
    expect(
      toSandboxOptions('.', {
        port: 0,
        seed: 7,
        speed: 2,
        users: 100,
        changesPerS: 0.5,
        scenario: ['partial, challenge', 'success'],
        switch: ['typeIn=body', 'failureEvent=A=B'],
      }),
    ).to.deep.equal({
      port: 0,
      seed: 7,
      speed: 2,
      users: 100,
      changesPerS: 0.5,
      scenarios: ['partial', 'challenge', 'success'],
      switches: { typeIn: 'body', failureEvent: 'A=B' },
    });
    expect(toSandboxOptions('.', {})).to.deep.equal({ switches: {} });
  });

  it('refuses a switch without a value', () => {
    for (const given of ['typeIn', '=body']) {
      expect(() => toSandboxOptions('.', { switch: [given] })).to.throw(
        `--switch: expected NAME=VALUE, got "${given}"`,
      );
    }
  });

  describe('with files', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'millrace-scenario-'));
    });
    afterEach(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const read = (content: string) => {
      writeFileSync(path.join(folder, 'mine.json'), content);
      return () => toSandboxOptions(folder, { scenario: ['mine.json'] });
    };

    it('reads a scenario', () => {
      expect(read(JSON.stringify(SCENARIOS.partial))().scenarios).to.deep.equal([SCENARIOS.partial]);
    });

    it('names what is wrong with it', () => {
      expect(read('{')).to.throw('--scenario mine.json: expected a JSON file, got something else');
      expect(read(JSON.stringify({ ...SCENARIOS.partial, connections: [] }))).to.throw(
        'mine.json: scenario.connections: expected at least one connection',
      );
      expect(() => toSandboxOptions(folder, { scenario: ['none.json'] })).to.throw('got ENOENT');
    });
  });
});
