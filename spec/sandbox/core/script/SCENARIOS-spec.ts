import { expect } from 'chai';
import { SCENARIOS, type ScenarioName } from '../../../../lib/sandbox/core/script/SCENARIOS.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const BY_EXIT_CODE: Readonly<Record<number, string>> = {
  0:
    'success stale-terminal late-old-terminal foreign-terminal two-ends list-accounts queue-gone no-queue ' +
    'destructive-reads wrapped-queue single-event-queue numeric-ids duplicate-events out-of-order unknown-events ' +
    'slow-polls flaky rate-limited auth-expiry already-running ambiguous-post nightly-sync empty-channel ' +
    'sync-all-empty seed-payload',
  3: 'partial',
  4: 'failed provider-unavailable',
  5: 'token-expired challenge',
  6: 'silent one-never-ends',
  7: 'deleted-connection',
};

const isName = (name: string): name is ScenarioName => name in SCENARIOS;

/** Posts as a patient client would, and lets ten minutes pass. */
const play = (name: ScenarioName, seed: number): SandboxDriver => {
  const driver = new SandboxDriver({ play: [name], seed }).logIn();
  for (let i = 0; i < 3 && driver.ask('POST', '/connections/synchronize').status === 429; i++) driver.pass(5);
  return driver.pass(600);
};

describe('SCENARIOS', () => {
  it('has the named scenarios with the exit codes they must have', () => {
    const names = Object.entries(BY_EXIT_CODE).flatMap(([code, list]) =>
      list.split(' ').map((name) => [name, Number(code)] as const),
    );
    expect(Object.keys(SCENARIOS)).to.have.members(names.map(([name]) => name));
    for (const [name, code] of names) expect(isName(name) && SCENARIOS[name].expected.exitCode, name).to.equal(code);
  });

  for (const name of Object.keys(SCENARIOS).filter(isName)) {
    it(`plays ${name} to its declared end, whatever the seed`, () => {
      for (const seed of [1, 2, 3]) {
        const { connections, scenarios } = play(name, seed).truth();
        const worst = Math.max(...connections.map(({ exitCode }) => exitCode));
        const decisive = connections.find(({ exitCode }) => exitCode === worst);
        expect(decisive).to.deep.include({
          result: scenarios[name]?.result,
          exitCode: SCENARIOS[name].expected.exitCode,
        });
        expect(Math.max(...connections.map(({ posts }) => posts.accepted))).to.be.at.most(1);
      }
    });
  }

  it('lets a usual sync last 20 to 40 seconds', () => {
    for (let seed = 0; seed < 30; seed++) {
      const [sync] = play('success', seed).truth().connections[0]?.syncs ?? [];
      const lasted = Date.parse(sync?.endedAt ?? '') - Date.parse(sync?.startedAt ?? '');
      expect(lasted).to.be.within(20_000, 40_000);
    }
  });

  it('needs no posting where a sync is running already', () => {
    const driver = new SandboxDriver({ play: ['already-running'] }).logIn();
    expect(driver.rows('/connections')[0]).to.include({ status: 'RUNNING' });
    expect(driver.pass(60).rows('/connections')[0]).to.include({ status: 'SUCCESS' });
  });
});
