import { expect } from 'chai';
import { type Observable, toArray } from 'rxjs';
import { newTransactions } from '../../lib/aggregators/oxlin/newTransactions.js';
import type { OxlinUser } from '../../lib/aggregators/oxlin/OxlinUser.js';
import type { Outcome } from '../../lib/model/Outcome.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { type ScenarioName, SCENARIOS } from '../../lib/sandbox/index.js';
import { outcomes } from '../../lib/sync/outcomes.js';
import { syncAllConnections } from '../../lib/sync/syncAllConnections.js';
import { syncConnection } from '../../lib/sync/syncConnection.js';
import { runMarbles } from '../../lib/testing/runMarbles.js';
import { pageOf, rowsOf } from '../support/markdown.js';
import { virtualClient } from '../support/virtualClient.js';

const PAGE = pageOf('docs/tuning.md');
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

/** What one sync cost: its time, and its requests by what they were for. */
interface Cost {
  readonly ms: number;
  readonly reads: number;
  readonly looks: number;
  readonly other: number;
  readonly rows: number;
  readonly results: readonly string[];
}

const one = (user: OxlinUser): Observable<SyncUpdate> => syncConnection(user, { connectionId: '1001' });
const all = (user: OxlinUser): Observable<SyncUpdate> => syncAllConnections(user);
const THREE = ['success', 'partial', 'token-expired'] as const;
const NIGHT = { pollEveryMs: 10_000, maxDetectionLagMs: 60_000, statusEveryMs: 60_000 };

function costOf(seed: number, names: readonly ScenarioName[], sync: (user: OxlinUser) => Observable<SyncUpdate>): Cost {
  return runMarbles(({ scheduler, flush }) => {
    const scenarios = names.map((name) => SCENARIOS[name]);
    const { api, sandbox } = virtualClient({ seed, scenarios }, scheduler);
    const user = api.forUser('501');
    let ended: readonly Outcome[] = [];
    let ms = 0;
    sync(user)
      .pipe(outcomes(), toArray())
      .subscribe((every) => {
        ended = every;
        ms = scheduler.now();
      });
    flush();
    const asked = sandbox.log().map(({ method, path }) => `${method} ${path}`);
    const reads = asked.filter((line) => /^GET \S+\/queues\/\d+$/.test(line)).length;
    const looks = asked.filter((line) => /^GET \S+\/connections\/\d+$/.test(line)).length;
    const [outcome] = ended;
    if (outcome !== undefined) newTransactions(user, outcome).subscribe();
    flush();
    const rows = sandbox.log().length - asked.length;
    const results = ended.map(({ result }) => result);
    return { ms, reads, looks, other: asked.length - reads - looks, rows, results };
  });
}

/** Counts once, and not while the file is loaded. */
function lazily<T>(count: () => T): () => T {
  let counted: { readonly value: T } | undefined;
  return () => (counted ??= { value: count() }).value;
}

const range = (numbers: readonly number[]): string => {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? String(least) : `${String(least)} to ${String(most)}`;
};

const together = ({ reads, looks, other }: Cost): number => reads + looks + other;
const most = (costs: readonly Cost[]): number => Math.max(...costs.map(together));

const documented = (words: string): readonly string[] | undefined =>
  rowsOf(PAGE, 'What')
    .find(([what = '']) => what.includes(words))
    ?.slice(1);

const measured = (costs: readonly Cost[]): readonly string[] => [
  `${range(costs.map(({ ms }) => Math.round(ms / 1_000)))} s`,
  range(costs.map(({ reads }) => reads)),
  range(costs.map(({ looks }) => looks)),
  range(costs.map(({ other }) => other)),
  range(costs.map(together)),
];

describe('what a sync costs, in docs/tuning.md', function () {
  this.timeout(30_000);
  const success = lazily(() => SEEDS.map((seed) => costOf(seed, ['success'], one)));
  const three = lazily(() => SEEDS.map((seed) => costOf(seed, THREE, all)));
  const failed = (): readonly Cost[] => SEEDS.map((seed) => costOf(seed, ['failed'], one));
  const silent = (): readonly Cost[] => SEEDS.map((seed) => costOf(seed, ['silent'], one));

  it('G19: counts in virtual time what the table says of whole syncs', () => {
    for (const { row, costs, results } of [
      { row: '(`success`)', costs: success, results: ['succeeded'] },
      { row: '(`failed`)', costs: failed, results: ['failed'] },
      { row: '(`success,partial,token-expired`)', costs: three, results: ['succeeded', 'partial', 'actionRequired'] },
      { row: '(`silent`)', costs: silent, results: ['timedOut'] },
    ]) {
      const counted = costs();
      for (const cost of counted) expect(cost.results).to.have.members(results);
      expect(documented(row), row).to.deep.equal(measured(counted));
    }
  });

  it('G19: counts the pages of newTransactions', () => {
    const rows = range(success().map((cost) => cost.rows));
    expect(documented('`newTransactions`')).to.deep.equal(['–', '–', '–', rows, rows]);
  });

  it('G19: adds a day up from these figures', () => {
    const rows = Math.max(...success().map((cost) => cost.rows));
    const night = `${String(most(three()))} + 3 × ${String(rows)} = ${String(most(three()) + 3 * rows)} requests a day`;
    const each = `3 × (${String(most(success()))} + ${String(rows)}) = ${String(3 * (most(success()) + rows))}`;
    expect(PAGE.replace(/\s+/g, ' ')).to.include(night).and.to.include(each);
  });

  it("G19: halves the cost of a night's job with the paces that the page names", () => {
    const words = Object.entries(NIGHT).map(([pace, ms]) => `${pace}: ${String(ms).replace(/000$/, '_000')}`);
    expect(PAGE).to.include(`\`{ ${words.join(', ')} }\``);
    const nightly = SEEDS.map((seed) => costOf(seed, THREE, (user) => syncAllConnections(user, NIGHT)));
    const sum = (costs: readonly Cost[]): number => costs.reduce((total, cost) => total + together(cost), 0);
    expect(sum(nightly)).to.be.at.most(sum(three()) / 2);
  });
});
