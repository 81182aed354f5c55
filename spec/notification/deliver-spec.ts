import { expect } from 'chai';
import {
  catchError,
  concat,
  defer,
  ignoreElements,
  iif,
  NEVER,
  Observable,
  of,
  Subject,
  throwError,
  timer,
} from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { LeaseLostError } from '../../lib/errors/LeaseLostError.js';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import type { Delivered } from '../../lib/notification/ConsumeUpdate.js';
import { deliver } from '../../lib/notification/deliver.js';
import type { FanOut, NotificationHandler } from '../../lib/notification/FanOut.js';
import { HandlerFailedError } from '../../lib/notification/HandlerFailedError.js';
import { HeldPages } from '../../lib/notification/HeldPages.js';
import { whileLeased } from '../../lib/notification/whileLeased.js';
import type { InboxStore } from '../../lib/ports/InboxStore.js';
import { dataPage, fanOutStage, leaseOf, watch, type Watched } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';

interface Delivering {
  readonly seen: Watched<Delivered>;
  readonly calls: string[];
  readonly advance: (ms: number) => void;
}

/** A delivery to an inbox with transactions; `committed` says how a commit goes. */
function delivering(
  handler: NotificationHandler<string>,
  committed: (work: () => unknown) => Observable<unknown> = (work) => defer(() => of(work())),
): Delivering {
  const calls: string[] = [];
  const { fanOut, clock, inbox } = fanOutStage();
  const lease = leaseOf();
  const ending = { isBegun: false };
  const store = {
    ...inbox,
    supports: { ...inbox.supports, commit: true },
    ack: () => defer(() => (calls.push('ack'), of(undefined))),
    commit: (_: unknown, work: (transaction: string) => unknown) =>
      defer(() => (calls.push('commit'), committed(() => work('tx')))),
    extend: () => (calls.includes('commit') ? throwError(() => new LeaseLostError(1)) : of(lease)),
  } as unknown as InboxStore<string>;
  const own: FanOut<string> = { ...fanOut, inbox: store, handler };
  const held = new HeldPages(fanOut);
  watch(held.append(dataPage({ digest: 'x' })));
  const work = deliver(own, lease, { held, unsettled: false }, ending).pipe(whileLeased(own, lease, ending));
  return { seen: watch(work), calls, advance: (ms) => clock.advance(ms) };
}

describe('deliver', () => {
  it(
    'acknowledges when the handler has completed',
    marbles(({ cold, expectObservable, scheduler }) => {
      const handler = cold(' ---|');
      const output = '       ---(d|)';
      const { fanOut, inbox, api } = fanOutStage();
      const own = {
        ...fanOut,
        api: { ...api, scheduler },
        inbox: { ...inbox, ack: () => of(undefined) },
        handler: () => handler,
      };
      const held = new HeldPages(fanOut);
      const { key, userId, window, attempt } = leaseOf();
      const d = {
        kind: 'delivered',
        key,
        userId,
        window,
        attempt,
        bytes: 0,
        replayed: false,
        unsettled: false,
      } as const;
      expectObservable(deliver(own, leaseOf(), { held, unsettled: false }, { isBegun: false })).toBe(output, { d });
    }),
  );

  it('hands over pages, changes, a key, and a signal', () => {
    const { fanOut, lease, put } = fanOutStage({}, {}, (delivery) => {
      expect([...delivery.pages]).to.have.length(1);
      expect([...delivery.changes]).to.deep.equal([]);
      expect(delivery.key).to.match(/^[0-9a-f]{32}$/);
      expect(delivery).to.include({ tenant: 't1', userId: 'ann', attempt: 1, replayed: false, unsettled: true });
      expect(delivery.signal.aborted).to.equal(false);
      return of(0);
    });
    put(['ann']);
    const held = new HeldPages(fanOut);
    watch(held.append(dataPage()));
    expect(watch(deliver(fanOut, lease(), { held, unsettled: true }, { isBegun: false })).errors).to.deep.equal([]);
    expect(fanOut.health.lastHandledAt).to.equal(fanOut.api.scheduler.now());
  });

  it('commits instead of acknowledging', () => {
    const { seen, calls } = delivering(({ commit }) => commit((transaction) => transaction));
    expect([calls, seen.isComplete]).to.deep.equal([['commit'], true]);
  });

  it('G8: is delivered once committed, whatever the handler does afterwards, however long', () => {
    const failing = delivering(({ commit }) =>
      concat(
        commit(() => 0),
        throwError(() => new Error('afterwards')),
      ),
    );
    expect([failing.calls, failing.seen.values.length]).to.deep.equal([['commit'], 1]);
    const slow = delivering(({ commit }) =>
      concat(
        commit(() => 0),
        NEVER,
      ),
    );
    slow.advance(59_999);
    expect([slow.seen.values, slow.seen.errors]).to.deep.equal([[], []]);
    slow.advance(1);
    expect([slow.calls, slow.seen.values.length]).to.deep.equal([['commit'], 1]);
  });

  it('waits for a commit that the handler did not wait for', () => {
    const answer = new Subject<number>();
    const { seen, calls } = delivering(
      ({ commit }) => {
        commit(() => 0).subscribe();
        return of('done');
      },
      () => answer,
    );
    expect([calls, seen.values]).to.deep.equal([['commit'], []]);
    answer.next(1);
    answer.complete();
    expect([calls, seen.values.length]).to.deep.equal([['commit'], 1]);
  });

  it('fails with a commit that failed, even if the handler keeps silent about it', () => {
    const silent: NotificationHandler<string> = ({ commit }) =>
      new Observable((subscriber) => {
        commit(() => 0).subscribe({ error: () => subscriber.complete() });
      });
    const broken = delivering(silent, () => throwError(() => new Error('constraint')));
    expect(broken.seen.errors[0]).to.be.instanceOf(HandlerFailedError);
    const full = delivering(silent, () => throwError(() => new StoreUnavailableError('full', 'commit')));
    expect(full.seen.errors[0]).to.be.instanceOf(StoreUnavailableError);
    expect([broken.calls, full.calls]).to.deep.equal([['commit'], ['commit']]);
  });

  it('lets a handler commit again after a commit that failed', () => {
    let tries = 0;
    const { seen, calls } = delivering(
      ({ commit }) => commit(() => 0).pipe(catchError(() => commit(() => 0))),
      () => (tries++ === 0 ? throwError(() => new Error('deadlock')) : of(0)),
    );
    expect([calls, seen.isComplete]).to.deep.equal([['commit', 'commit'], true]);
  });

  it('fails where the handler left its own commit in the middle', () => {
    const { seen } = delivering(
      ({ commit }) =>
        new Observable((subscriber) => {
          commit(() => 0)
            .subscribe()
            .unsubscribe();
          subscriber.complete();
        }),
      () => NEVER,
    );
    expect(seen.errors[0]).to.be.instanceOf(HandlerFailedError);
  });

  it('refuses to commit on an engine without transactions', () => {
    const { fanOut, lease, put } = fanOutStage({}, {}, ({ commit }) => commit(() => 0));
    put(['ann']);
    const seen = watch(deliver(fanOut, lease(), { held: new HeldPages(fanOut), unsettled: false }, { isBegun: false }));
    expect(seen.errors[0]).to.be.instanceOf(InvalidOptionError);
  });

  it('refuses a handler that ends with a commit that nobody subscribed to, and says how', () => {
    let runs = 0;
    const forgotten: NotificationHandler<string> = ({ commit }) => {
      commit(() => runs++);
      return of(0);
    };
    const { seen, calls } = delivering(forgotten);
    expect(seen.errors[0])
      .to.be.instanceOf(InvalidOptionError)
      .and.to.match(/commit.*firstValueFrom/);
    expect([seen.values, calls, runs]).to.deep.equal([[], [], 0]);
  });

  it('refuses a handler that only awaits its commit, or resolves with it', async () => {
    const handlers: readonly NotificationHandler<string>[] = [
      // eslint-disable-next-line @typescript-eslint/await-thenable -- the mistake to be found
      async ({ commit }) => [await commit(() => 0)],
      // eslint-disable-next-line @typescript-eslint/require-await -- the mistake to be found
      async ({ commit }) => commit(() => 0),
    ];
    for (const handler of handlers) {
      const { seen, calls } = delivering(handler);
      await new Promise(setImmediate);
      expect([seen.errors.map((error) => error instanceof InvalidOptionError), calls]).to.deep.equal([[true], []]);
    }
  });

  it('fails with what the handler threw, also when it left a commit unsubscribed', () => {
    const { seen } = delivering(({ commit }) => {
      commit(() => 0);
      return throwError(() => new Error('own'));
    });
    expect(seen.errors[0]).to.be.instanceOf(HandlerFailedError);
  });

  it('lets a handler choose between two commits', () => {
    const { seen, calls } = delivering(({ commit }) =>
      iif(
        () => true,
        commit(() => 0),
        commit(() => 1),
      ),
    );
    expect([calls, seen.values.length]).to.deep.equal([['commit'], 1]);
  });

  for (const [what, returned] of [
    ['nothing', undefined],
    ['an array', []],
    ['an array of promises', [Promise.resolve(0)]],
    ['a text', 'stored'],
    ['an object', {}],
    ['an iterable', new Set([1])],
    ['a number', 1],
  ] as const) {
    it(`refuses a handler that returns ${what}`, () => {
      const { seen, calls } = delivering(() => returned as unknown as Observable<unknown>);
      expect(seen.errors[0]).to.be.instanceOf(InvalidOptionError);
      expect(calls).to.deep.equal([]);
    });
  }

  it('takes a thenable that is no promise', async () => {
    const stored = Promise.resolve(0);
    const { seen, calls } = delivering(() => ({ then: stored.then.bind(stored) }));
    await new Promise(setImmediate);
    expect([calls, seen.values.length]).to.deep.equal([['ack'], 1]);
  });

  it('L2: names a handler that took too long', () => {
    const { seen, advance } = delivering(() => timer(1e9));
    advance(60_000);
    expect(seen.errors[0]).to.include({ reason: 'handlerTimedOut' });
  });

  it('passes nothing of what the handler emits', () => {
    const { seen } = delivering(() => of(1, 2, 3).pipe(ignoreElements()));
    expect(seen.values).to.have.length(1);
  });
});
