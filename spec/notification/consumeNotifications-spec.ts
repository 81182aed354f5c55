import { expect } from 'chai';
import type { Observable } from 'rxjs';
import { defer, EMPTY, finalize, map, NEVER, of, Subject, take, tap, throwError, timer, zip } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { UnauthorizedError } from '../../lib/errors/UnauthorizedError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import type { ConsumeUpdate } from '../../lib/notification/ConsumeUpdate.js';
import { consumeNotifications } from '../../lib/notification/consumeNotifications.js';
import type { Delivery } from '../../lib/notification/Delivery.js';
import type { NotificationHandler } from '../../lib/notification/FanOut.js';
import type { ConsumeOptions } from '../../lib/notification/options.js';
import { receiveNotification } from '../../lib/notification/receiveNotification.js';
import type { InboxStore } from '../../lib/ports/InboxStore.js';
import {
  ago,
  type ApiScript,
  dataPage,
  type FanOutStage,
  fanOutStage,
  leaseOf,
  scriptedNotificationApi,
  type Watched,
  watch,
} from '../support/fanOutStage.js';
import { FAKE_WINDOW, fakeBody, fakeNotificationApi } from '../support/fakeNotificationApi.js';
import { marbles } from '../../lib/testing/marbles.js';
import { SECRET, webhook } from '../support/webhook.js';

interface Consuming extends FanOutStage {
  readonly updates: Watched<ConsumeUpdate>;
  shown(): readonly string[];
}

function consume(
  users: readonly string[],
  own: {
    readonly script?: ApiScript;
    readonly handler?: NotificationHandler;
    readonly options?: ConsumeOptions;
    readonly inbox?: (inbox: InboxStore) => InboxStore;
  } = {},
): Consuming {
  const stage = fanOutStage(own.script);
  stage.put(users);
  const inbox = own.inbox?.(stage.inbox) ?? stage.inbox;
  const updates = watch(consumeNotifications(stage.api, inbox, own.handler ?? (() => of(0)), own.options));
  return { ...stage, updates, shown: () => updates.values.map(shownUpdate) };
}

function shownUpdate(update: ConsumeUpdate): string {
  return `${update.userId} ${update.kind}${'cause' in update ? ` ${update.cause}` : ''}`;
}

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `u${String(n)}`);

describe('consumeNotifications', () => {
  it(
    'fetches what is in the inbox and tells when the handler has it',
    marbles(({ hot, cold, expectObservable, scheduler }) => {
      const inbox = hot('    a-b------------');
      const fetched = '      ---a--b--------';
      const updates = '      -----a--b------';
      const leases: Record<string, ReturnType<typeof leaseOf>> = {
        a: leaseOf({ userId: 'a' }),
        b: leaseOf({ userId: 'b' }),
      };
      const waiting: string[] = [];
      const store = {
        ...fanOutStage().inbox,
        arrivals: inbox.pipe(
          tap((user) => waiting.push(user)),
          map(() => undefined),
        ),
        lease: () => defer(() => of({ leases: waiting.splice(0, 1).flatMap((user) => leases[user] ?? []) })),
        ack: () => of(undefined),
      };
      const api = scriptedNotificationApi(scheduler, {
        readUserData: ({ userId }) =>
          cold(userId === 'a' ? '---(x|)' : '----(x|)').pipe(map(() => dataPage({ userId }))),
      });
      const handed = new Subject<string>();
      const handler = ({ userId }: Delivery): Observable<unknown> => {
        handed.next(userId);
        return cold('--|');
      };
      expectObservable(handed).toBe(fetched);
      const told = consumeNotifications(api, store, handler).pipe(map(({ userId }) => userId));
      expectObservable(told, '^--------------!').toBe(updates);
    }),
  );

  it('F8: works on the windows of one user in order, one at a time', () => {
    const stage = fanOutStage();
    for (const minutes of [30, 90, 60]) stage.put(['ann'], ago(minutes, minutes - 10));
    let open = 0;
    const handler = (): Observable<unknown> =>
      defer(() => {
        open += 1;
        return timer(1_000, stage.clock.scheduler).pipe(finalize(() => (open -= 1)));
      });
    const seen = watch(
      consumeNotifications(stage.api, stage.inbox, handler).pipe(tap(() => expect(open).to.be.below(2))),
    );
    stage.clock.advance(10_000);
    expect(stage.api.reads).to.deep.equal(['ann -90', 'ann -60', 'ann -30']);
    expect(seen.values).to.have.length(3);
  });

  it('F2, F5: gives a poison user up alone after 12 failures of its own, and delays nobody else', () => {
    const stage = consume(['bad', ...names(5)], {
      script: {
        readUserData: ({ userId }) =>
          userId === 'bad'
            ? throwError(() => new UpstreamStatusError('read user data', 500, undefined))
            : of(dataPage({ userId })),
      },
      options: { retryCapMs: 20_000 },
    });
    expect(stage.shown()).to.deep.equal(names(5).map((name) => `${name} delivered`));
    for (let minute = 0; minute < 15; minute += 1) {
      stage.put(['pulse'], {
        from: new Date(stage.clock.now().getTime() - 40_000),
        until: new Date(stage.clock.now().getTime() - 10_000),
      });
      stage.clock.advance(60_000);
    }
    expect(stage.shown().filter((update) => update.startsWith('bad'))).to.deep.equal([
      ...Array.from({ length: 11 }, () => 'bad postponed UpstreamStatusError'),
      'bad dead UpstreamStatusError',
    ]);
    expect(stage.entries()).to.deep.equal(['bad dead UpstreamStatusError']);
  });

  it('ruling 2: uses up no attempts while upstream is down for everybody, until 12 h before the horizon', () => {
    let isDown = true;
    const stage = consume(names(3), {
      script: {
        readUserData: ({ userId }) =>
          isDown
            ? throwError(() => new UpstreamStatusError('read user data', 503, undefined))
            : of(dataPage({ userId })),
      },
    });
    for (let minute = 0; minute < 45; minute += 1) stage.clock.advance(60_000);
    expect(watch(stage.inbox.list({ tenant: 't1' })).values.map(({ attempts }) => attempts)).to.satisfy(
      (counts: number[]) => counts.every((count) => count <= 1),
    );
    isDown = false;
    stage.clock.advance(180_000);
    expect(stage.shown().filter((update) => update.endsWith('delivered'))).to.have.length(3);
  });

  it('F7: makes what waits at the horizon a dead letter while people can still act', () => {
    const stage = consume(['ann'], {
      script: { readUserData: () => throwError(() => new RateLimitedError('read', 20_000)) },
      options: { horizonMs: 7_200_000, horizonReserveMs: 3_600_000, fetchAttempts: 0 },
    });
    stage.clock.advance(1_200_000);
    expect(stage.entries()).to.deep.equal(['ann waiting RateLimitedError']);
    stage.clock.advance(900_000);
    expect(stage.entries()).to.deep.equal(['ann dead horizonReached']);
  });

  it('L1: does not acknowledge what the handler throws at, rejects or fails, and repeats it', () => {
    const failures: readonly NotificationHandler[] = [
      () => {
        throw new Error('sync');
      },
      () => throwError(() => new Error('observable')),
    ];
    for (const failing of failures) {
      let calls = 0;
      const keys = new Set<string>();
      const stage = consume(['ann'], {
        handler: (delivery) => {
          keys.add(delivery.key);
          return calls++ === 0 ? failing(delivery) : of(0);
        },
      });
      stage.clock.advance(61_000);
      expect(stage.shown()).to.deep.equal(['ann postponed handlerFailed', 'ann delivered']);
      expect(keys.size, 'G8, L5: one key').to.equal(1);
    }
  });

  it('L1: repeats what a promise rejected', async () => {
    const stage = consume(['ann'], { handler: () => Promise.reject(new Error('promise')) });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stage.shown()).to.deep.equal(['ann postponed handlerFailed']);
    stage.updates.subscription?.unsubscribe();
  });

  it('stops at a handler that returns nothing, and keeps the window', () => {
    const forgetful = (() => undefined) as unknown as NotificationHandler;
    const stage = consume(['ann'], { handler: forgetful });
    expect(stage.updates.errors[0]).to.be.instanceOf(InvalidOptionError);
    expect(stage.entries()).to.deep.equal(['ann waiting InvalidOptionError']);
  });

  it('L2: gives up a handler that never settles, aborts it, and keeps its lease until then', () => {
    let signal: AbortSignal | undefined;
    const stage = consume(['ann'], {
      handler: (delivery) => {
        signal = delivery.signal;
        return NEVER;
      },
      options: { handlerDeadlineMs: 300_000, leaseMs: 9_000 },
    });
    stage.clock.advance(299_999);
    expect([stage.entries(), signal?.aborted]).to.deep.equal([['ann leased'], false]);
    stage.clock.advance(1);
    expect([stage.shown(), signal?.aborted]).to.deep.equal([['ann postponed handlerTimedOut'], true]);
    stage.updates.subscription?.unsubscribe();
  });

  it('L3: pulls no more than handlers bear', () => {
    let most = 0;
    let open = 0;
    const stage = consume(names(500), {
      handler: () =>
        defer(() => {
          most = Math.max(most, (open += 1));
          return NEVER;
        }),
      options: { ceiling: 8 },
    });
    expect(most).to.be.at.most(8);
    expect(stage.entries().filter((entry) => entry.endsWith('leased'))).to.have.length(open);
    stage.updates.subscription?.unsubscribe();
  });

  it('L4: stops the work on a lease that is lost, tells so, and delivers it again', () => {
    let calls = 0;
    let signal: AbortSignal | undefined;
    const stage = consume(['ann'], {
      handler: (delivery) => {
        signal ??= delivery.signal;
        return calls++ === 0 ? NEVER : of(0);
      },
      options: { leaseMs: 9_000 },
      inbox: (inbox) => ({ ...inbox, extend: (lease, leaseMs) => (calls > 1 ? inbox.extend(lease, leaseMs) : EMPTY) }),
    });
    // Another worker has it meanwhile: here nobody extends it, and the store gives it to the next.
    stage.clock.advance(40_000);
    expect(stage.updates.values.map(({ kind }) => kind)).to.include('delivered');
    stage.updates.subscription?.unsubscribe();
    expect(signal?.aborted).to.equal(true);
  });

  it('acknowledges again what the store could not write, and loses nothing if it cannot', () => {
    const unwritable = throwError(() => new StoreUnavailableError('full', 'ack'));
    for (const [failures, expected] of [
      [2, 1],
      [50, 2],
    ] as const) {
      let [acks, handled] = [0, 0];
      const stage = consume(['ann'], {
        handler: () => defer(() => of((handled += 1))),
        inbox: (inbox) => ({
          ...inbox,
          ack: (lease) => defer(() => (acks++ < failures ? unwritable : inbox.ack(lease))),
        }),
        options: { leaseMs: 60_000 },
      });
      for (let n = 0; n < 60; n += 1) stage.clock.advance(60_000);
      expect(handled, 'handled').to.be.at.least(expected);
      expect(stage.entries()).to.deep.equal([]);
    }
  });

  it('goes on when the inbox could not be read for a while', () => {
    let calls = 0;
    const stage = consume(['ann'], {
      inbox: (inbox) => ({
        ...inbox,
        lease: (request) =>
          defer(() =>
            calls++ < 5 ? throwError(() => new StoreUnavailableError('locked', 'lease')) : inbox.lease(request),
          ),
      }),
    });
    stage.clock.advance(60_000);
    expect(stage.shown()).to.deep.equal(['ann delivered']);
  });

  it('ends at refused credentials, and gives all leases back', () => {
    const stage = consume(names(4), {
      script: {
        readUserData: ({ userId }) =>
          userId === 'u3' ? throwError(() => new CredentialsRefusedError(401, 'refused')) : NEVER,
      },
    });
    expect(stage.updates.errors[0]).to.be.instanceOf(CredentialsRefusedError);
    expect(stage.entries().map((entry) => entry.split(' ')[1])).to.deep.equal([
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(watch(stage.inbox.list({ tenant: 't1' })).values.map(({ attempts }) => attempts)).to.deep.equal([
      0, 0, 0, 0,
    ]);
  });

  it('gives back also leases on which nobody had begun', () => {
    const stage = fanOutStage();
    stage.put(names(4));
    watch(consumeNotifications(stage.api, stage.inbox, () => of(0)).pipe(take(1)));
    expect(stage.entries().map((entry) => entry.split(' ')[1])).to.deep.equal(['waiting', 'waiting', 'waiting']);
  });

  it('G10: does not stop for the first user who is refused, and stops when several are and nobody is served', () => {
    const one = consume(['gone', ...names(9)], {
      script: {
        readUserData: ({ userId }) =>
          userId === 'gone' ? throwError(() => new UnauthorizedError('read user data')) : of(dataPage({ userId })),
      },
    });
    one.clock.advance(60_000);
    expect(one.updates.errors).to.deep.equal([]);
    expect(one.shown().filter((update) => update.endsWith('delivered'))).to.have.length(9);
    const all = consume(names(5), {
      script: { readUserData: () => throwError(() => new AccessDeniedError('read user data')) },
    });
    expect(all.updates.errors[0]).to.be.instanceOf(AccessDeniedError);
  });

  it('G18: frees every timer and lease when its subscriber leaves', () => {
    const stage = consume(names(8), { handler: () => NEVER });
    stage.clock.advance(5_000);
    stage.updates.subscription?.unsubscribe();
    expect(stage.entries().every((entry) => entry.includes(' waiting'))).to.equal(true);
    expect(stage.clock.scheduler.actions.filter(({ closed }) => !closed)).to.have.length(0);
  });

  it('H1: drains: takes no more, finishes what is in flight, completes', () => {
    const drain = new AbortController();
    const stage = fanOutStage();
    stage.put(names(9));
    const handler = (): Observable<unknown> => timer(1_000, stage.clock.scheduler);
    const seen = watch(consumeNotifications(stage.api, stage.inbox, handler, { drain: drain.signal }));
    drain.abort();
    expect(seen.isComplete).to.equal(false);
    stage.clock.advance(1_000);
    expect(seen).to.include({ isComplete: true });
    expect(seen.values).to.have.length(4);
    expect(stage.clock.scheduler.actions.filter(({ closed }) => !closed)).to.have.length(0);
  });

  it('H1: drains while it waits, while the inbox is away, and while upstream wants us to wait', () => {
    const idle = new AbortController();
    const waiting = consume([], { options: { drain: idle.signal } });
    idle.abort();
    expect(waiting.updates.isComplete).to.equal(true);

    const away = new AbortController();
    const storeless = consume(['ann'], {
      options: { drain: away.signal },
      inbox: (inbox) => ({ ...inbox, lease: () => throwError(() => new StoreUnavailableError('locked', 'lease')) }),
    });
    storeless.clock.advance(1_000);
    away.abort();
    expect(storeless.updates.isComplete).to.equal(true);

    const paused = new AbortController();
    const limited = consume(['ann'], {
      options: { drain: paused.signal },
      script: { readUserData: () => throwError(() => new RateLimitedError('read', 3_600_000)) },
    });
    limited.clock.advance(1_000);
    paused.abort();
    expect(limited.updates.isComplete).to.equal(true);
  });

  it('hears what arrives while the inbox is asked', () => {
    const stage = fanOutStage();
    const asked = new Subject<void>();
    let calls = 0;
    const slow: InboxStore = {
      ...stage.inbox,
      lease: (request) =>
        calls++ === 0
          ? zip(stage.inbox.lease(request), asked).pipe(map(([batch]) => batch))
          : stage.inbox.lease(request),
    };
    const seen = watch(consumeNotifications(stage.api, slow, () => of(0)));
    stage.put(['ann']);
    asked.next();
    expect(seen.values.map(shownUpdate)).to.deep.equal(['ann delivered']);
    seen.subscription?.unsubscribe();
    expect(watch(stage.inbox.close()).errors).to.deep.equal([]);
  });

  it('G6: begins nothing new while the byte credit is spent, and goes on when it is freed', () => {
    const stage = fanOutStage({ readUserData: ({ userId }) => of(dataPage({ userId, bytes: 1_000 })) });
    stage.put(names(6));
    let open = 0;
    const handler = (): Observable<unknown> => defer(() => ((open += 1), timer(1_000, stage.clock.scheduler)));
    const seen = watch(
      consumeNotifications(stage.api, stage.inbox, handler, { byteCredit: 1_500, start: 1, ceiling: 1 }),
    );
    expect(open).to.equal(1);
    stage.clock.advance(10_000);
    expect(seen.values).to.have.length(6);
  });

  it('F1: holds no more than its credit of a backlog', function () {
    this.timeout(20_000);
    const stage = fanOutStage();
    const asked: number[] = [];
    const inbox: InboxStore = {
      ...stage.inbox,
      lease: (request) => (asked.push(request.limit), stage.inbox.lease(request)),
    };
    stage.put(names(500));
    const seen = watch(consumeNotifications(stage.api, inbox, () => timer(10, stage.clock.scheduler), { ceiling: 16 }));
    stage.clock.advance(60_000);
    expect(Math.max(...asked)).to.be.at.most(16);
    expect(seen.values).to.have.length(500);
    seen.subscription?.unsubscribe();
  });

  it('admits webhooks while handlers fail, and finds every 2xx again', async function () {
    this.timeout(30_000);
    const stage = fanOutStage({ upstreamNow: () => new Date(FAKE_WINDOW.until.getTime() + 60_000) });
    stage.clock.setWallBy(FAKE_WINDOW.until.getTime() + 60_000 - stage.clock.now().getTime());
    let isBroken = true;
    const stored = new Set<string>();
    const handler: NotificationHandler = ({ userId }) =>
      defer(() => (isBroken ? throwError(() => new Error('database is down')) : of(stored.add(userId))));
    const seen = watch(consumeNotifications(stage.api, stage.inbox, handler));
    const intake = fakeNotificationApi({ scheduler: stage.clock.scheduler, tenant: 't1' });
    const receive = receiveNotification(intake, stage.inbox, { pathSecret: SECRET });
    const promised: string[] = [];
    for (let n = 0; n < 30; n += 1) {
      const users = [`a${String(n)}`, `b${String(n)}`];
      const answer = watch(receive(webhook(fakeBody(users, { userCount: 2 }))));
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
      stage.clock.advance(20_000);
      if (answer.values[0]?.status === 200) promised.push(...users);
    }
    expect(promised).to.have.length(60);
    stage.clock.advance(900_000);
    expect(seen.values.map(({ kind }) => kind)).to.not.include('dead');
    isBroken = false;
    stage.clock.advance(180_000);
    expect([...stored].sort()).to.deep.equal([...promised].sort());
    seen.subscription?.unsubscribe();
  });
});
