import { expect } from 'chai';
import { merge, mergeMap, range, takeUntil, timer, toArray } from 'rxjs';
import { createOxlin, type OxlinApi } from '../../../lib/aggregators/oxlin/index.js';
import { passwordGrant } from '../../../lib/http/tokens/passwordGrant.js';
import type { SyncUpdate } from '../../../lib/model/SyncUpdate.js';
import { type OxlinConfig, SANDBOX_CREDENTIALS, SCENARIOS } from '../../../lib/sandbox/index.js';
import { followConnection } from '../../../lib/sync/followConnection.js';
import { syncConnection } from '../../../lib/sync/syncConnection.js';
import { runMarbles } from '../../../lib/testing/runMarbles.js';
import { seededEntropy } from '../../../lib/testing/seededEntropy.js';
import { virtualSandbox, type VirtualSandbox } from '../../support/virtualSandbox.js';

interface Stand {
  readonly sandbox: VirtualSandbox;
  readonly api: OxlinApi;
  readonly flush: () => void;
}

function stand(
  config: OxlinConfig & { readonly password?: string; readonly maxBytes?: number },
  test: (stand: Stand) => void,
): void {
  runMarbles(({ scheduler, flush }) => {
    const { password = SANDBOX_CREDENTIALS.password, maxBytes, ...simulated } = config;
    const sandbox = virtualSandbox({ latencyMs: 50, ...simulated }, scheduler);
    const { clientId, clientSecret, username } = SANDBOX_CREDENTIALS;
    const credentialsOf = () => [{ username, password }];
    const tokens = passwordGrant({
      authUrl: sandbox.authUrl,
      clientId,
      clientSecret,
      credentialsOf,
      http: sandbox,
      scheduler,
    });
    const entropy = seededEntropy(7);
    const cap = maxBytes === undefined ? {} : { maxBytes };
    test({
      sandbox,
      flush,
      api: createOxlin({ baseUrl: sandbox.baseUrl, tokens, http: sandbox, scheduler, entropy, ...cap }),
    });
  });
}

const tokenRequests = ({ sandbox }: Stand): number => sandbox.log().filter(({ path }) => path === '/token').length;

function synced({ api, flush }: Stand): readonly SyncUpdate[] {
  let updates: readonly SyncUpdate[] = [];
  syncConnection(api.forUser('501'), { connectionId: '1001' })
    .pipe(toArray())
    .subscribe((all) => (updates = all));
  flush();
  return updates;
}

describe('failure rows over the whole client', () => {
  it('A2: renews the token once for 50 calls that are refused at the same time', () => {
    const faultFor = (index: number) => (index >= 1 && index <= 50 ? ({ kind: 'status401' } as const) : undefined);
    stand({ faultFor }, (own) => {
      const user = own.api.forUser('501');
      let answers = 0;
      merge(...Array.from({ length: 50 }, () => user.getConnection('1001'))).subscribe(() => (answers += 1));
      own.flush();
      expect(answers).to.equal(50);
      expect(tokenRequests(own)).to.equal(2);
    });
  });

  it('A3: asks the token endpoint no second time after refused credentials', () => {
    stand({ password: 'wrong' }, (own) => {
      const names: string[] = [];
      const failing = { error: (error: Error) => names.push(error.name) };
      syncConnection(own.api.forUser('501'), { connectionId: '1001' }).subscribe(failing);
      own.flush();
      syncConnection(own.api.forUser('501'), { connectionId: '1001' }).subscribe(failing);
      own.flush();
      expect(names).to.deep.equal(['CredentialsRefusedError', 'CredentialsRefusedError']);
      expect(tokenRequests(own)).to.equal(1);
    });
  });

  it('P4: rides out a burst of 5xx with the circuit open, and misses no event', () => {
    const faultFor = (index: number) =>
      index >= 9 && index <= 16 ? ({ kind: 'status5xx', status: 503 } as const) : undefined;
    stand({ faultFor }, (own) => {
      const updates = synced(own);
      expect(updates.at(-1)).to.include({ result: 'succeeded' });
      const errors = updates.flatMap((update) => (update.kind === 'retrying' ? [update.error] : []));
      expect(errors).to.include('UpstreamStatusError').and.to.include('CircuitOpenError');
      const told = updates.flatMap((update) => (update.kind === 'event' ? [update.event.id] : []));
      expect(told).to.deep.equal(own.sandbox.truth().events.map(({ id }) => id));
      expect(updates.some(({ kind }) => kind === 'gap')).to.equal(false);
    });
  });

  it('P8: gives up a queue that has grown past the byte cap, says so, and proves the end by the connection', () => {
    stand({ maxBytes: 2_500 }, (own) => {
      const updates = synced(own);
      expect(updates.find(({ kind }) => kind === 'gap')).to.include({ reason: 'queueGone' });
      expect(updates.at(-1)).to.include({ result: 'succeeded' });
    });
  });

  it('P13: spreads 130 users over time, within the rate limit and without letting one wait', () => {
    stand({ scenarios: [SCENARIOS.silent] }, (own) => {
      range(130)
        .pipe(
          mergeMap((index) => followConnection(own.api.forUser(`u${String(index)}`), { connectionId: '1001' }), 130),
          takeUntil(timer(120_000)),
        )
        .subscribe();
      own.flush();
      const reads = own.sandbox.log().filter(({ path }) => path.includes('/queues/'));
      const perSecond = new Map<number, number>();
      const perQueue = new Map<string, number[]>();
      for (const { at, path } of own.sandbox.log()) {
        const second = Math.floor(Date.parse(at) / 1_000);
        perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
        if (path.includes('/queues/')) perQueue.set(path, [...(perQueue.get(path) ?? []), Date.parse(at)]);
      }
      const settled = [...perSecond.values()].slice(10);
      const mean = settled.reduce((sum, count) => sum + count, 0) / settled.length;
      expect(Math.max(...settled), `mean ${mean.toFixed(1)} a second`).to.be.at.most(4 * mean);
      expect(Math.max(...perSecond.values()), 'burst and rate').to.be.at.most(430);
      const waits = [...perQueue.values()].flatMap((times) =>
        times.slice(1).map((ms, index) => ms - (times[index] ?? ms)),
      );
      expect(perQueue.size).to.equal(130);
      expect(reads.length).to.be.greaterThan(1_000);
      expect(Math.max(...waits)).to.be.at.most(2 * 15_000);
    });
  });

  it('D4: takes one of two members of one name for the event, never both', () => {
    const raw =
      '{"id":"77","id":"78","event_type":"ODD_STEP","resource_type":"OTHER","resource":{"id":"{connection_id}"}}';
    const scenarios = [{ ...SCENARIOS.success, connections: [{ also: [{ at: 5, do: 'raw', text: raw } as const] }] }];
    stand({ scenarios }, (own) => {
      const odd = synced(own).flatMap((update) =>
        update.kind === 'event' && update.event.type === 'ODD_STEP' ? [update.event.id] : [],
      );
      expect(odd).to.deep.equal(['78']);
    });
  });
});
