import { expect } from 'chai';
import { SCENARIOS, startSandbox, type LogEntry, type SandboxTruth } from '../../lib/sandbox/index.js';
import { inPool } from '../support/inPool.js';
import { runMillrace, type Finished } from '../support/runMillrace.js';

const SPEED = 100;
const AT_ONCE = 3;

interface Played extends Finished {
  readonly log: readonly LogEntry[];
  readonly truth: SandboxTruth;
  readonly origins: readonly string[];
}

async function play(scenario: string): Promise<Played> {
  const sandbox = await startSandbox({ speed: SPEED, seed: 1, scenarios: [scenario] });
  try {
    const finished = await runMillrace(['sync', '--all', '--json'], { env: sandbox.env, limitMs: 30_000 });
    const origins = [sandbox.baseUrl, sandbox.authUrl].map((url) => new URL(url).host);
    return { ...finished, log: sandbox.log(), truth: sandbox.truth(), origins };
  } finally {
    await sandbox.close();
  }
}

interface Line {
  readonly kind: string;
  readonly result?: string;
  readonly connectionId?: string;
  readonly outcomes?: readonly Line[];
}

function linesOf({ stdout }: Finished): readonly Line[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('millrace sync --all --json, over sockets', () => {
  let played: ReadonlyMap<string, Promise<Played>>;

  before(() => {
    played = inPool(AT_ONCE, new Map(Object.keys(SCENARIOS).map((name) => [name, () => play(name)])));
  });

  for (const [name, { expected }] of Object.entries(SCENARIOS)) {
    it(`reports ${expected.result} and exits with ${String(expected.exitCode)} for ${name}`, async function () {
      this.timeout(60_000);
      const run = await (played.get(name) ?? Promise.reject(new Error('not played')));
      const lines = linesOf(run);
      const outcomes = lines.filter(({ kind }) => kind === 'outcome');
      const summary = lines.at(-1);

      expect(run.stderr).to.equal('');
      expect(summary?.kind).to.equal('summary');
      expect(summary?.outcomes).to.deep.equal(outcomes);
      if (name === 'sync-all-empty') expect(outcomes).to.have.lengthOf(0);
      else expect(outcomes.map(({ result }) => result)).to.include(expected.result);
      expect(run.code).to.equal(expected.exitCode);

      const perConnection = outcomes.map(({ connectionId }) => connectionId);
      expect(new Set(perConnection).size).to.equal(perConnection.length);
      const accepted = run.log.filter(
        ({ method, path, status }) => method === 'POST' && /\/synchronize/.test(path) && status >= 200 && status < 300,
      );
      expect(accepted.length).to.be.at.most(1);
      expect(run.connections.length).to.be.greaterThan(0);
      for (const address of run.connections) expect(run.origins).to.include(address);
    });
  }
});
