import { expect } from 'chai';
import { EMPTY, retry, switchMap, takeUntil, timer } from 'rxjs';
import type { SyncUpdate } from '../../../lib/model/SyncUpdate.js';
import { type OxlinConfig, type ScenarioScript, SCENARIOS } from '../../../lib/sandbox/index.js';
import { followConnection } from '../../../lib/sync/followConnection.js';
import { syncConnection } from '../../../lib/sync/syncConnection.js';
import { runMarbles } from '../../../lib/testing/runMarbles.js';
import { lettered } from '../../support/lettered.js';
import { type VirtualClient, virtualClient } from '../../support/virtualClient.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A bank that takes its time: both channels end after two hours, less a little. */
const SLOW_BANK: ScenarioScript = {
  name: 'slow-bank',
  summary: 'A sync of two hours.',
  expected: { result: 'succeeded', exitCode: 0 },
  connections: [
    {
      exact: true,
      steps: [
        { at: 1, do: 'begin' },
        { at: 60, do: 'event', type: 'LOGIN_SUCCESS' },
        { at: 3_600, do: 'event', type: 'ACCOUNTS_SUCCESS' },
        { at: 7_100, do: 'channel', mode: 'REDIRECT', status: 'SUCCESS' },
        { at: 7_150, do: 'channel', mode: 'EMBEDDED', status: 'SUCCESS' },
        { at: 7_150, do: 'terminal' },
      ],
    },
  ],
};

const acceptedPosts = ({ sandbox }: VirtualClient): number =>
  sandbox.log().filter(({ method, path, status }) => method === 'POST' && path.includes('/synchronize') && status < 300)
    .length;

function virtually(config: OxlinConfig, test: (client: VirtualClient, flush: () => void) => void): void {
  runMarbles(({ scheduler, flush }) => {
    test(virtualClient({ latencyMs: 100, ...config }, scheduler), flush);
  });
}

function collected(client: VirtualClient, flush: () => void, deadlineMs = HOUR_MS): readonly SyncUpdate[] {
  const updates: SyncUpdate[] = [];
  syncConnection(client.api.forUser('501'), { connectionId: '1001' }, { deadlineMs }).subscribe((update) =>
    updates.push(update),
  );
  flush();
  return updates;
}

describe('the whole client in virtual time, HTTP and tokens included', () => {
  it('follows a sync of two hours, with failures in between, in milliseconds', () => {
    runMarbles(({ scheduler, expectObservable }) => {
      const failing = new Set([20, 21, 300]);
      const client = virtualClient(
        {
          latencyMs: 100,
          scenarios: [SLOW_BANK],
          faultFor: (index) => (failing.has(index) ? { kind: 'status5xx', status: 503 } : undefined),
        },
        scheduler,
      );
      const options = {
        deadlineMs: 3 * HOUR_MS,
        pollEveryMs: 10_000,
        maxDetectionLagMs: 10_000,
        statusEveryMs: MINUTE_MS,
      };
      const sync$ = syncConnection(client.api.forUser('501'), { connectionId: '1001' }, options);
      expectObservable(sync$.pipe(lettered())).toBe(
        '500ms T 62874ms e 53858ms R 305ms R 2176707ms R 1314493ms e 3548375ms (ED) 1196ms (O|)',
      );
    });
  });

  for (const name of ['success', 'two-ends', 'list-accounts', 'partial'] as const) {
    it(`A1: outlives a token that is refused at any one request of ${name}`, () => {
      let requests = 0;
      virtually({ scenarios: [SCENARIOS[name]] }, (client, flush) => {
        collected(client, flush);
        requests = client.sandbox.log().length;
      });
      for (let step = 1; step < requests; step += 1) {
        const faultFor = (index: number) => (index === step ? ({ kind: 'status401' } as const) : undefined);
        virtually({ scenarios: [SCENARIOS[name]], faultFor }, (client, flush) => {
          const outcome = collected(client, flush).at(-1);
          expect(outcome, `refused at request ${String(step)}`).to.include({ result: SCENARIOS[name].expected.result });
          expect(acceptedPosts(client)).to.equal(1);
        });
      }
    });
  }

  it('E11: takes a run up after a restart at any moment, with the updates from its start and no second POST', () => {
    for (let killedAtMs = 0; killedAtMs <= 32_000; killedAtMs += 400) {
      runMarbles(({ scheduler, flush }) => {
        const client = virtualClient({ latencyMs: 100, scenarios: [SCENARIOS.success] }, scheduler);
        const request = { connectionId: '1001' };
        const before: SyncUpdate[] = [];
        const after: SyncUpdate[] = [];
        const first = { ended: false };
        syncConnection(client.api.forUser('501'), request)
          .pipe(takeUntil(timer(killedAtMs, scheduler)))
          .subscribe((update) => {
            before.push(update);
            first.ended ||= update.kind === 'outcome';
          });
        timer(killedAtMs + 50, scheduler)
          .pipe(switchMap(() => (first.ended ? EMPTY : syncConnection(client.restarted().forUser('501'), request))))
          .subscribe((update) => after.push(update));
        flush();
        if (first.ended) return;
        const where = `killed at ${String(killedAtMs)} ms`;
        expect(acceptedPosts(client), where).to.be.at.most(1);
        expect(after.slice(0, before.length), where).to.deep.equal(before);
        expect(after.at(-1), where).to.include({
          kind: 'outcome',
          result: acceptedPosts(client) === 1 ? 'succeeded' : 'notStarted',
        });
        expect(client.sandbox.open(), where).to.equal(0);
      });
    }
  });

  it('stops a naive retry around a refused sync with a diagnosis', () => {
    runMarbles(({ scheduler, flush }) => {
      const client = virtualClient({ latencyMs: 1, faultFor: () => ({ kind: 'status401' }) }, scheduler);
      let failure: unknown;
      let retries = 0;
      syncConnection(client.api.forUser('501'), { connectionId: '1001' })
        .pipe(retry({ count: 400, delay: (error: Error) => ((retries += 1), (failure = error), timer(0, scheduler)) }))
        .subscribe({ error: (error: unknown) => (failure = error) });
      flush();
      expect(retries).to.be.greaterThan(300);
      expect(failure).to.include({ name: 'FastLoopError', operation: 'sync' });
      const asked = client.sandbox.log().length;
      expect(asked).to.be.lessThan(1_300);
      const lastMinute = client.sandbox.log().filter(({ at }) => Date.parse(at) > Date.UTC(2026, 0, 15, 9, 1)).length;
      expect(lastMinute / 2, 'requests a minute once it is slowed').to.be.lessThan(400);
    });
  });

  it('follows the sync of the night to its end without a POST', () => {
    virtually({ scenarios: [SCENARIOS['already-running']] }, (client, flush) => {
      const updates: SyncUpdate[] = [];
      followConnection(client.api.forUser('501'), { connectionId: '1001' }).subscribe((update) => updates.push(update));
      flush();
      expect(updates.at(-1)).to.include({ kind: 'outcome', result: 'succeeded' });
      expect(client.sandbox.log().some(({ path }) => path.includes('/synchronize'))).to.equal(false);
    });
  });

  it('says the same twice for one seed', () => {
    const told = [1, 2].map(() => {
      let text = '';
      virtually({ seed: 7, scenarios: [SCENARIOS.flaky] }, (client, flush) => {
        text = JSON.stringify([collected(client, flush), client.sandbox.log()]);
      });
      return text;
    });
    expect(told[0]).to.equal(told[1]);
  });
});
