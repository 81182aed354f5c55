import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { staticToken } from 'millrace/oxlin';
import { fakeHttpPort, type FakeHttpPort, marbles, type MarbleHelpers } from 'millrace/testing';
import { distinctUntilChanged, map, merge, throwError, timer } from 'rxjs';
import { BankSyncService } from '../src/banks/bank-sync.service.js';
import { MemoryTransactionStore } from '../src/banks/memory-transaction-store.js';
import type { TransactionStore } from '../src/banks/transaction-store.js';
import { createApi } from '../src/millrace/createApi.js';
import { ANSWERS, SCRIPT } from './upstream.js';

const OPTIONS = { pollEveryMs: 5_000, maxDetectionLagMs: 5_000, drainPolls: 0 };
/** Without chance the pauses between two looks are the same in every run. */
const entropy = { random: () => 0.5 };

const fakeUpstream = ({ cold }: MarbleHelpers): FakeHttpPort => fakeHttpPort({ cold }, SCRIPT, ANSWERS);

/** The service over the whole client, in virtual time: only the wire is a fake. */
function serviceOver(http: FakeHttpPort, store: TransactionStore): BankSyncService {
  const api = createApi({ baseUrl: 'https://api.bank.test/v2.1', http, tokens: staticToken('a-token'), entropy });
  return new BankSyncService(api, store, OPTIONS);
}

const postsOf = (http: FakeHttpPort): number =>
  http.requests.filter(({ path }) => path.endsWith('/connections/synchronize')).length;

const KEPT = { connectionId: '1001', result: 'partial', whoMustAct: 'nobody', hasFreshData: true, stored: 2 };
const LOCKED = { connectionId: '1002', result: 'actionRequired', whoMustAct: 'user', hasFreshData: false, stored: 0 };

describe('BankSyncService', () => {
  it(
    'keeps what a partial sync brought, and says who must act where nothing came',
    marbles((helpers) => {
      const [http, store] = [fakeUpstream(helpers), new MemoryTransactionStore()];
      const service = serviceOver(http, store);
      helpers.expectObservable(service.syncUserBanks('501')).toBe('9070ms (kl|)', { k: KEPT, l: LOCKED });
      helpers.flush();
      const ids = store.rowsOf('501').map(({ id }) => id);
      assert.deepEqual(ids, ['9002', '9003']);
      assert.equal(postsOf(http), 1);
    }),
  );

  it(
    'shows how far a run is, to whoever comes late as well',
    marbles((helpers) => {
      const service = serviceOver(fakeUpstream(helpers), new MemoryTransactionStore());
      const shown = service.progressOf('501').pipe(
        map(({ done, total }) => `${done} of ${total}`),
        distinctUntilChanged(),
      );
      service.syncUserBanks('501').subscribe();
      // The first bank is heard of before the second, at the same instant.
      const values = { z: '0 of 1', a: '0 of 2', b: '1 of 2', c: '2 of 2' };
      helpers.expectObservable(shown).toBe('40ms (za) 8996ms b 19ms c', values);
      helpers.expectObservable(shown, '5s ^').toBe('5s a 4039ms b 19ms c', values);
    }),
  );

  it(
    'runs once for two callers, and on when one of them leaves',
    marbles((helpers) => {
      const http = fakeUpstream(helpers);
      const service = serviceOver(http, new MemoryTransactionStore());
      helpers.expectObservable(service.syncUserBanks('501'), '^ 3s !').toBe('');
      helpers.expectObservable(service.syncUserBanks('501'), '4s ^').toBe('9070ms (kl|)', { k: KEPT, l: LOCKED });
      helpers.flush();
      assert.equal(postsOf(http), 1);
    }),
  );

  it(
    'frees everything at shutdown, and tells whoever waits',
    marbles((helpers) => {
      const http = fakeUpstream(helpers);
      const service = serviceOver(http, new MemoryTransactionStore());
      timer(5_000).subscribe(() => service.onModuleDestroy());
      const shutdown = new Error('bank sync: the service shuts down');
      helpers.expectObservable(service.syncUserBanks('501')).toBe('5s #', undefined, shutdown);
      helpers.expectObservable(service.syncUserBanks('501'), '6s ^').toBe('6s #', undefined, shutdown);
      helpers.flush();
      assert.ok(http.requests.every(({ endedAt = Infinity }) => endedAt <= 5_000));
    }),
  );

  it(
    'stores each transaction once when two processes follow the same sync',
    marbles((helpers) => {
      const [http, store] = [fakeUpstream(helpers), new MemoryTransactionStore()];
      const both = [serviceOver(http, store), serviceOver(http, store)].map((service) => service.syncUserBanks('501'));
      const stored = merge(...both).pipe(map((report) => report.stored));
      helpers.expectObservable(stored).toBe('9070ms (abcd|)', { a: 2, b: 0, c: 0, d: 0 });
      helpers.flush();
      assert.equal(store.rowsOf('501').length, 2);
    }),
  );

  it(
    'reports a store that fails, and goes on with the other banks',
    marbles((helpers) => {
      const store = { save: () => throwError(() => new Error('the disk is full')) };
      const reports = serviceOver(fakeUpstream(helpers), store).syncUserBanks('501');
      const trouble = { ...KEPT, stored: 0, trouble: 'Error' };
      helpers.expectObservable(reports).toBe('9070ms (tl|)', { t: trouble, l: LOCKED });
    }),
  );
});
