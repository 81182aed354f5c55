import { firstValueFrom, take, toArray } from 'rxjs';
import type { QuarantinedNotice } from '../model/QuarantinedNotice.js';
import { assertSameContent } from './assertSameContent.js';
import type { InboxCase } from './InboxCase.js';
import {
  entriesIn,
  errorNameOf,
  intentOf,
  leaseBatch,
  leaseOnly,
  minutes,
  onlyOf,
  put,
  shownEntries,
  shownLeases,
} from './inboxStand.js';
import { SUITE_START } from './suiteClock.js';

const DAY_MS = 86_400_000;
const NOTHING = { waiting: 0, leased: 0, parked: 0, dead: 0, expired: 0 };

/** What people see, what is remembered, and what is forgotten. */
export const INBOX_RECORD_CASES: readonly InboxCase[] = [
  {
    title: 'shows every entry in exactly one state, and counts them',
    run: async ({ inbox, clock }) => {
      await put(
        inbox,
        ['ann', 'bob', 'cat', 'dan', 'eve'].map((user) => intentOf(user, 0, 15)),
      );
      const [ann, bob, cat, dan] = (await leaseBatch(inbox, { limit: 4 })).leases;
      if (!ann || !bob || !cat || !dan) throw new Error('four leases');
      await onlyOf(inbox.ack(ann), 'ack');
      await onlyOf(inbox.deadLetter(bob, 'DecodeError'), 'deadLetter');
      await onlyOf(inbox.park(cat, 'NotFoundError'), 'park');
      const states = (await entriesIn(inbox)).map(({ state }) => state);
      assertSameContent([...states].sort(), ['dead', 'leased', 'parked', 'waiting']);
      const { entries, delivered, quarantined, oldestSince } = await onlyOf(inbox.stats('t1'), 'stats');
      assertSameContent(entries, { ...NOTHING, dead: 1, leased: 1, parked: 1, waiting: 6 });
      assertSameContent([delivered, quarantined, oldestSince], [1, 0, clock.now()]);
      assertSameContent((await onlyOf(inbox.stats('t2'), 'stats')).entries, NOTHING);
    },
  },
  {
    title: 'lists what is asked for: by state, user and number',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      clock.advance(1_000);
      await put(inbox, [intentOf('bob', 0, 15), intentOf('ann', 20, 30)]);
      const lease = await leaseOnly(inbox, { limit: 1 });
      await onlyOf(inbox.deadLetter(lease, 'DecodeError'), 'deadLetter');
      const query = { tenant: 't1', consumer: 'default' };
      const keysOf = async (own: object) =>
        (await firstValueFrom(inbox.list({ ...query, ...own }).pipe(toArray()))).map(({ key }) => key);
      assertSameContent(await keysOf({ states: ['dead'] }), [lease.key]);
      assertSameContent((await keysOf({ userId: 'bob' })).length, 1);
      assertSameContent(await keysOf({ limit: 1 }), [lease.key]);
      assertSameContent((await keysOf({})).length, 3);
      assertSameContent(await keysOf({ userId: 'nobody' }), []);
      const first = await firstValueFrom(inbox.list(query).pipe(take(1)));
      assertSameContent(
        [first.userId, first.state, first.cause, first.attempts, first.since],
        ['ann', 'dead', 'DecodeError', 1, SUITE_START],
      );
    },
  },
  {
    title: 'lists more than a page',
    run: async ({ inbox }) => {
      const users = Array.from({ length: 500 }, (_, n) => intentOf(`user${String(n)}`, 0, 15));
      await put(inbox, users);
      assertSameContent(new Set((await entriesIn(inbox)).map(({ key }) => key)).size, 500);
    },
  },
  {
    title: 'makes what is dead, parked or expired wait again, as a replay',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15), intentOf('cat', 0, 15)]);
      const [ann, bob, cat] = (await leaseBatch(inbox)).leases;
      if (!ann || !bob || !cat) throw new Error('three leases');
      await onlyOf(inbox.deadLetter(ann, 'DecodeError'), 'deadLetter');
      await onlyOf(inbox.park(bob, 'NotFoundError'), 'park');
      const query = { tenant: 't1', consumer: 'default' };
      assertSameContent(await onlyOf(inbox.retry({ ...query, states: ['dead'] }), 'retry'), 1);
      assertSameContent(await onlyOf(inbox.retry({ ...query, userId: 'cat' }), 'retry'), 0);
      assertSameContent(await onlyOf(inbox.retry(query), 'retry'), 1);
      const { leases } = await leaseBatch(inbox);
      assertSameContent(
        leases.map(({ key, attempt, replayed }) => [key, attempt, replayed]),
        [
          [ann.key, 1, true],
          [bob.key, 1, true],
        ],
      );
      clock.advance(7 * DAY_MS);
      assertSameContent(await onlyOf(inbox.retry({ tenant: 't1' }), 'retry'), 0);
    },
  },
  {
    title: 'retries no more than the limit, and what is expired too',
    run: async ({ inbox, clock }) => {
      const users = Array.from({ length: 300 }, (_, n) => intentOf(`user${String(n)}`, 0, 15));
      await put(inbox, users);
      clock.advance(8 * DAY_MS);
      assertSameContent(await leaseBatch(inbox, { limit: 300 }), { leases: [] });
      const query = { tenant: 't1', consumer: 'default' };
      assertSameContent(await onlyOf(inbox.retry({ ...query, limit: 7 }), 'retry'), 7);
      assertSameContent((await leaseBatch(inbox, { limit: 300 })).leases.length, 7);
      assertSameContent(await onlyOf(inbox.retry(query), 'retry'), 293);
    },
  },
  {
    title: 'takes time to be unproven, then noticed, quiet or missed',
    run: async ({ inbox }) => {
      const within = minutes(0, 60);
      const known = async () =>
        (await onlyOf(inbox.coverage('t1', within), 'coverage')).map(({ window, state }) => [
          (window.from.getTime() - within.from.getTime()) / 60_000,
          state,
        ]);
      assertSameContent(await known(), [[0, 'unproven']]);
      await put(inbox, [intentOf('ann', 10, 20)], { covers: minutes(10, 20) });
      assertSameContent(await known(), [
        [0, 'unproven'],
        [10, 'noticed'],
        [20, 'unproven'],
      ]);
      await onlyOf(inbox.markSwept('t1', minutes(0, 30)), 'markSwept');
      const swept = [
        [0, 'quiet'],
        [10, 'quiet'],
        [20, 'quiet'],
        [30, 'unproven'],
      ];
      assertSameContent(await known(), swept);
      await put(inbox, [intentOf('ann', 10, 20)], { origin: 'sweep', covers: minutes(10, 20) });
      assertSameContent(await known(), swept);
      await put(inbox, [intentOf('bob', 40, 50)], { origin: 'sweep', covers: minutes(40, 50) });
      assertSameContent(await known(), swept);
      await onlyOf(inbox.markSwept('t1', minutes(40, 50)), 'markSwept');
      assertSameContent(await known(), [...swept, [40, 'missed'], [50, 'unproven']]);
      assertSameContent(await onlyOf(inbox.coverage('t2', within), 'coverage'), [
        { window: within, state: 'unproven' },
      ]);
    },
  },
  {
    title: 'says until when all is proven',
    run: async ({ inbox }) => {
      const proven = async () => (await onlyOf(inbox.stats('t1'), 'stats')).provenUntil;
      await put(inbox, [intentOf('ann', 0, 10)], { covers: minutes(0, 10) });
      assertSameContent(await proven(), undefined);
      await onlyOf(inbox.markSwept('t1', minutes(0, 30)), 'markSwept');
      await onlyOf(inbox.markSwept('t1', minutes(40, 50)), 'markSwept');
      assertSameContent(await proven(), minutes(0, 30).until);
      await put(inbox, [intentOf('bob', 30, 35)], { origin: 'sweep', covers: minutes(30, 40) });
      assertSameContent(await proven(), minutes(0, 30).until);
      await onlyOf(inbox.markSwept('t1', minutes(30, 40)), 'markSwept');
      assertSameContent(await proven(), minutes(0, 50).until);
    },
  },
  {
    title: 'keeps the borders of notices and sweeps that touch',
    run: async ({ inbox }) => {
      for (const [from, until] of [[0, 15] as const, [15, 30] as const]) {
        await put(inbox, [intentOf('ann', from, until)], { covers: minutes(from, until) });
      }
      for (const [from, until] of [[30, 40] as const, [40, 50] as const]) {
        await onlyOf(inbox.markSwept('t1', minutes(from, until)), 'markSwept');
      }
      assertSameContent(await onlyOf(inbox.coverage('t1', minutes(5, 45)), 'coverage'), [
        { window: minutes(5, 15), state: 'noticed' },
        { window: minutes(15, 30), state: 'noticed' },
        { window: minutes(30, 40), state: 'quiet' },
        { window: minutes(40, 45), state: 'quiet' },
      ]);
    },
  },
  {
    title: 'remembers after a long standstill until when all was proven',
    run: async ({ inbox, clock }) => {
      await onlyOf(inbox.markSwept('t1', minutes(0, 30)), 'markSwept');
      clock.advance(20 * DAY_MS);
      const now = 20 * 1_440;
      await put(inbox, [intentOf('ann', now, now + 15)], { covers: minutes(now, now + 15) });
      assertSameContent((await onlyOf(inbox.stats('t1'), 'stats')).provenUntil, minutes(0, 30).until);
    },
  },
  {
    title: 'forgets deliveries and coverage only when upstream cannot tell of them any more',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      await onlyOf(inbox.ack(await leaseOnly(inbox)), 'ack');
      await onlyOf(inbox.markSwept('t1', minutes(0, 30)), 'markSwept');
      clock.advance(7 * DAY_MS);
      assertSameContent((await put(inbox, [intentOf('ann', 0, 15)])).known, 1);
      clock.advance(2 * DAY_MS);
      // It may be done bit by bit, with what else comes.
      const later = Array.from({ length: 500 }, (_, n) => intentOf(`user${String(n)}`, 9 * 1_440, 9 * 1_440 + 15));
      await put(inbox, later);
      await onlyOf(inbox.markSwept('t1', minutes(9 * 1_440, 9 * 1_440 + 30)), 'markSwept');
      assertSameContent((await onlyOf(inbox.stats('t1'), 'stats')).delivered, 0);
      const [stretch] = await onlyOf(inbox.coverage('t1', minutes(0, 30)), 'coverage');
      assertSameContent(stretch?.state, 'unproven');
    },
  },
  {
    title: 'keeps quarantined notices, oldest first, and each tenant’s own',
    run: async ({ inbox }) => {
      const [one, two] = [noticeOf('1', 'ann'), noticeOf('2')];
      await onlyOf(inbox.quarantine('t1', [one, two]), 'quarantine');
      assertSameContent(await firstValueFrom(inbox.listQuarantined('t1').pipe(toArray())), [one, two]);
      assertSameContent(await firstValueFrom(inbox.listQuarantined('t2').pipe(toArray())), []);
      assertSameContent((await onlyOf(inbox.stats('t1'), 'stats')).quarantined, 2);
    },
  },
  {
    title: 'erases a user everywhere, and lets later notices not bring them back',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('ann', 20, 30), intentOf('bob', 0, 15)]);
      await put(inbox, [intentOf('cat', 0, 15)]);
      const lease = await leaseOnly(inbox, { limit: 1 });
      await onlyOf(inbox.quarantine('t1', [noticeOf('1', 'ann'), noticeOf('2', 'bob')]), 'quarantine');
      const report = await onlyOf(inbox.erase('t1', 'ann'), 'erase');
      assertSameContent([report['entries'], report['quarantined']], [4, 1]);
      assertSameContent(await errorNameOf(inbox.ack(lease)), 'LeaseLostError');
      assertSameContent((await put(inbox, [intentOf('ann', 40, 50)])).erased, 1);
      await onlyOf(inbox.quarantine('t1', [noticeOf('3', 'ann'), noticeOf('4')]), 'quarantine');
      const quarantined = await firstValueFrom(inbox.listQuarantined('t1').pipe(toArray()));
      assertSameContent(quarantined, [noticeOf('2', 'bob'), noticeOf('4')]);
      assertSameContent(await shownEntries(inbox), ['bob 0-15 waiting', 'cat 0-15 waiting']);
      assertSameContent((await onlyOf(inbox.stats('t1'), 'stats')).entries, { ...NOTHING, waiting: 4 });
      await onlyOf(inbox.readmit('t1', 'ann'), 'readmit');
      assertSameContent((await put(inbox, [intentOf('ann', 40, 50)])).added, 1);
      const { leases } = await leaseBatch(inbox);
      assertSameContent([...shownLeases(leases)].sort(), ['ann 40-50', 'bob 0-15', 'cat 0-15']);
      const ours = leases.find(({ userId }) => userId === 'ann');
      assertSameContent((ours?.fence ?? 0) > lease.fence, true);
    },
  },
  {
    title: 'keeps a user out of one tenant only',
    run: async ({ inbox }) => {
      await onlyOf(inbox.erase('t2', 'ann'), 'erase');
      assertSameContent((await put(inbox, [intentOf('ann', 0, 15)])).added, 1);
    },
  },
  {
    title: 'knows everything after a restart',
    needs: 'survivesRestart',
    run: async ({ inbox, reopen, clock }) => {
      await put(
        inbox,
        ['ann', 'bob', 'cat'].map((user) => intentOf(user, 0, 15)),
      );
      const [ann, bob] = (await leaseBatch(inbox, { limit: 2 })).leases;
      if (!ann || !bob) throw new Error('two leases');
      await onlyOf(inbox.deadLetter(ann, 'DecodeError'), 'deadLetter');
      const retryAt = new Date(clock.now().getTime() + 5_000);
      await onlyOf(inbox.nack(bob, { cause: 'X', counts: true, retryAt }), 'nack');
      await onlyOf(inbox.quarantine('t1', [noticeOf('1', 'ann')]), 'quarantine');
      await onlyOf(inbox.markSwept('t1', minutes(0, 30)), 'markSwept');
      await onlyOf(inbox.erase('t1', 'dan'), 'erase');
      const before = { entries: await entriesIn(inbox), stats: await onlyOf(inbox.stats('t1'), 'stats') };
      const again = await reopen();
      assertSameContent(await entriesIn(again), before.entries);
      const stats = await onlyOf(again.stats('t1'), 'stats');
      assertSameContent({ ...stats, bytes: 0 }, { ...before.stats, bytes: 0 });
      assertSameContent((await put(again, [intentOf('dan', 0, 15)])).erased, 1);
      assertSameContent(await firstValueFrom(again.listQuarantined('t1').pipe(toArray())), [noticeOf('1', 'ann')]);
    },
  },
];

function noticeOf(digest: string, userId?: string): QuarantinedNotice {
  return {
    receivedAt: SUITE_START,
    digest,
    bytes: 12,
    ...(userId !== undefined && { userId }),
    failures: [{ path: 'event', expected: 'DataUpdates' }],
  };
}
