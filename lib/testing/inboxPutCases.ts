import { firstValueFrom, take, toArray } from 'rxjs';
import type { Lease } from '../ports/InboxStore.js';
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

const DAY = 24 * 60;

/** What becomes of windows that come in. */
export const INBOX_PUT_CASES: readonly InboxCase[] = [
  {
    title: 'does nothing before it is subscribed',
    run: async ({ inbox }) => {
      const puts = inbox.put('t1', [intentOf('ann', 0, 15)], { origin: 'notice', settleMs: 0, maxWaitMs: 0 });
      assertSameContent(await shownEntries(inbox), []);
      await onlyOf(puts, 'put');
      const erases = inbox.erase('t1', 'ann');
      assertSameContent(await shownEntries(inbox), ['ann 0-15 waiting']);
      await onlyOf(erases, 'erase');
      assertSameContent(await shownEntries(inbox), []);
    },
  },
  {
    title: 'unites windows that touch or overlap, and keeps holes',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('ann', 10, 20), intentOf('ann', 20, 30)]);
      await put(inbox, [intentOf('ann', 40, 50)]);
      assertSameContent(await shownEntries(inbox), ['ann 0-30 waiting', 'ann 40-50 waiting']);
    },
  },
  {
    title: 'counts each intent once: added when it brings a second, known when it does not',
    run: async ({ inbox }) => {
      const intents = [intentOf('ann', 0, 15), intentOf('ann', 5, 10), intentOf('ann', 14, 16)];
      assertSameContent(await put(inbox, intents), { added: 2, known: 1, erased: 0, expired: 0 });
      assertSameContent(await put(inbox, intents), { added: 0, known: 3, erased: 0, expired: 0 });
    },
  },
  {
    title: 'takes the new users of a body that is sent again, and only those',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      const again = await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15)]);
      assertSameContent(again, { added: 1, known: 1, erased: 0, expired: 0 });
    },
  },
  {
    title: 'takes thousands of users at once',
    run: async ({ inbox }) => {
      const users = Array.from({ length: 3_000 }, (_, n) => intentOf(`user${String(n)}`, 0, 15));
      assertSameContent((await put(inbox, users)).added, 3_000);
      assertSameContent((await onlyOf(inbox.stats('t1'), 'stats')).entries.waiting, 6_000);
      assertSameContent((await leaseBatch(inbox, { limit: 5_000 })).leases.length, 3_000);
    },
  },
  {
    title: 'does not take again what was delivered, is dead or is parked',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15), intentOf('cat', 0, 15)]);
      const { leases } = await leaseBatch(inbox);
      const [ann, bob, cat] = leases;
      if (!ann || !bob || !cat) throw new Error('three leases');
      await onlyOf(inbox.ack(ann), 'ack');
      await onlyOf(inbox.deadLetter(bob, 'DecodeError'), 'deadLetter');
      await onlyOf(inbox.park(cat, 'NotFoundError'), 'park');
      const again = await put(
        inbox,
        ['ann', 'bob', 'cat'].map((user) => intentOf(user, 0, 15)),
      );
      assertSameContent(again.known, 3);
      assertSameContent((await leaseBatch(inbox)).leases, []);
      assertSameContent((await put(inbox, [intentOf('ann', 0, 16)])).added, 1);
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), ['ann 15-16']);
    },
  },
  {
    title: 'runs again for what comes while a slice is leased, however the lease ends',
    run: async ({ inbox, clock }) => {
      const ends = [
        (lease: Lease) => inbox.ack(lease),
        (lease: Lease) => inbox.deadLetter(lease, 'DecodeError'),
        (lease: Lease) => inbox.park(lease, 'NotFoundError'),
      ];
      for (const [at, end] of ends.entries()) {
        const user = `user${String(at)}`;
        await put(inbox, [intentOf(user, 0, 15)]);
        const lease = await leaseOnly(inbox);
        await put(inbox, [intentOf(user, 5, 30)]);
        assertSameContent(await leaseBatch(inbox), { leases: [] });
        await onlyOf(end(lease), 'end');
        const trailing = await leaseOnly(inbox);
        assertSameContent(shownLeases([trailing]), [`${user} 15-30`]);
        await onlyOf(inbox.ack(trailing), 'ack');
      }
      await put(inbox, [intentOf('bob', 0, 15)]);
      await leaseOnly(inbox);
      await put(inbox, [intentOf('bob', 10, 30)]);
      assertSameContent(await leaseBatch(inbox), { leases: [] });
      clock.advance(60_000);
      const again = await leaseOnly(inbox);
      assertSameContent([again.attempt, ...shownLeases([again])], [2, 'bob 0-15']);
      await onlyOf(inbox.ack(again), 'ack');
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), ['bob 15-30']);
    },
  },
  {
    title: 'takes a replay whole, whatever is known of it',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      await onlyOf(inbox.ack(await leaseOnly(inbox)), 'ack');
      assertSameContent((await put(inbox, [intentOf('ann', 0, 15)], { origin: 'replay' })).added, 1);
      const again = await leaseOnly(inbox);
      assertSameContent([again.replayed, again.attempt, ...shownLeases([again])], [true, 1, 'ann 0-15']);
      assertSameContent((await put(inbox, [intentOf('ann', 0, 15)], { origin: 'replay' })).added, 1);
      await onlyOf(inbox.ack(again), 'ack');
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), ['ann 0-15']);
    },
  },
  {
    title: 'replays in place of what is dead, and once although the slice goes back to wait',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15)]);
      const { leases } = await leaseBatch(inbox);
      for (const lease of leases) await onlyOf(inbox.deadLetter(lease, 'DecodeError'), 'deadLetter');
      await put(inbox, [intentOf('ann', 5, 15)], { origin: 'replay' });
      assertSameContent(await shownEntries(inbox), ['ann 0-5 dead', 'ann 5-15 waiting', 'bob 0-15 dead']);
      const lease = await leaseOnly(inbox);
      await put(inbox, [intentOf('ann', 5, 15)], { origin: 'replay' });
      await onlyOf(inbox.nack(lease, { cause: 'X', counts: true, retryAt: clock.now() }), 'nack');
      assertSameContent(await shownEntries(inbox), ['ann 0-5 dead', 'ann 5-15 waiting', 'bob 0-15 dead']);
    },
  },
  {
    title: 'waits settleMs for more, and at most maxWaitMs',
    run: async ({ inbox, clock }) => {
      const settling = { settleMs: 1_000, maxWaitMs: 2_500 };
      const start = clock.now().getTime();
      const readyAfter = async () => ((await leaseBatch(inbox)).nextReadyAt?.getTime() ?? NaN) - start;
      await put(inbox, [intentOf('ann', 0, 15)], settling);
      assertSameContent(await readyAfter(), 1_000);
      clock.advance(999);
      await put(inbox, [intentOf('ann', 15, 30)], settling);
      assertSameContent(await readyAfter(), 1_999);
      clock.advance(999);
      assertSameContent((await leaseBatch(inbox)).leases, []);
      clock.advance(1);
      await put(inbox, [intentOf('ann', 30, 45)], settling);
      assertSameContent(await readyAfter(), 2_500);
      clock.advance(501);
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), ['ann 0-45']);
    },
  },
  {
    title: 'lets a sweep that does not wait shorten nobody’s settling',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)], { settleMs: 1_000, maxWaitMs: 2_000 });
      await put(inbox, [intentOf('ann', 15, 20)], { origin: 'sweep' });
      assertSameContent(await leaseBatch(inbox), { leases: [], nextReadyAt: new Date(clock.now().getTime() + 1_000) });
      clock.advance(1_000);
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), ['ann 0-20']);
    },
  },
  {
    title: 'keeps replays and news apart, also where they touch',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      await put(inbox, [intentOf('ann', 15, 30)], { origin: 'replay' });
      for (const [slice, replayed] of [['ann 0-15', false] as const, ['ann 15-30', true] as const]) {
        const lease = await leaseOnly(inbox);
        assertSameContent([...shownLeases([lease]), lease.replayed], [slice, replayed]);
        await onlyOf(inbox.ack(lease), 'ack');
      }
    },
  },
  {
    title: 'keeps as expired what is older than upstream gives',
    run: async ({ inbox }) => {
      const edge = -7 * DAY + 180;
      const receipt = await put(inbox, [intentOf('ann', edge - 60, edge), intentOf('bob', edge - 30, edge + 30)]);
      assertSameContent(receipt, { added: 1, known: 0, erased: 0, expired: 1 });
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), [`bob ${String(edge)}-${String(edge + 30)}`]);
      assertSameContent(
        (await entriesIn(inbox)).filter(({ state }) => state === 'expired').map(({ userId }) => userId),
        ['ann', 'bob'],
      );
      assertSameContent((await put(inbox, [intentOf('ann', edge - 60, edge)])).known, 1);
    },
  },
  {
    title: 'expires what waited too long, instead of leasing it',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      clock.advance(7 * DAY * 60_000);
      assertSameContent(await leaseBatch(inbox), { leases: [] });
      assertSameContent(await shownEntries(inbox), ['ann 0-15 expired']);
    },
  },
  {
    title: 'judges what is too old by the time of upstream that it is given, whatever its own clock says',
    run: async ({ inbox, clock }) => {
      const now = clock.now();
      await put(inbox, [intentOf('ann', 0, 15)]);
      clock.setWallBy(8 * DAY * 60_000);
      const receipt = await put(inbox, [intentOf('bob', 0, 15)], { now });
      assertSameContent(receipt, { added: 1, known: 0, erased: 0, expired: 0 });
      const { leases } = await leaseBatch(inbox, { now });
      assertSameContent([...shownLeases(leases)].sort(), ['ann 0-15', 'bob 0-15']);
      clock.setWallBy(-8 * DAY * 60_000);
      const later = new Date(now.getTime() + 8 * DAY * 60_000);
      const old = await put(inbox, [intentOf('cat', 0, 15)], { now: later });
      assertSameContent(old.expired, 1);
    },
  },
  {
    title: 'takes again what expired by a clock that was wrong, from a sweep as from a notice',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15)]);
      clock.setWallBy(8 * DAY * 60_000);
      assertSameContent((await leaseBatch(inbox)).leases, []);
      assertSameContent(await shownEntries(inbox), ['ann 0-15 expired', 'bob 0-15 expired']);
      clock.setWallBy(-8 * DAY * 60_000);
      const told = { added: 1, known: 0, erased: 0, expired: 0 };
      assertSameContent(await put(inbox, [intentOf('ann', 5, 15)]), told);
      assertSameContent(await put(inbox, [intentOf('bob', 0, 20)], { origin: 'sweep' }), told);
      assertSameContent(await shownEntries(inbox), ['ann 0-5 expired', 'ann 5-15 waiting', 'bob 0-20 waiting']);
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), ['ann 5-15', 'bob 0-20']);
    },
  },
  {
    title: 'keeps tenants apart, and gives each named consumer everything',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      assertSameContent((await leaseBatch(inbox, { tenant: 't2' })).leases, []);
      const [one, other] = [await leaseOnly(inbox), await leaseOnly(inbox, { consumer: 'other' })];
      assertSameContent(one.key === other.key, false);
      await onlyOf(inbox.ack(one), 'ack');
      assertSameContent(await shownEntries(inbox, 'other'), ['ann 0-15 leased']);
      await onlyOf(inbox.ack(other), 'ack');
      assertSameContent((await onlyOf(inbox.stats('t1'), 'stats')).delivered, 2);
    },
  },
  {
    title: 'refuses a consumer that it was not opened for',
    run: async ({ inbox }) => {
      const request = { tenant: 't1', consumer: 'nobody', limit: 1, leaseMs: 1_000, until: minutes(0, DAY).until };
      assertSameContent(await errorNameOf(inbox.lease(request)), 'InvalidOptionError');
    },
  },
  {
    title: 'says when something arrives',
    run: async ({ inbox }) => {
      const arrival = firstValueFrom(inbox.arrivals.pipe(take(1), toArray()));
      await put(inbox, [intentOf('ann', 0, 15)]);
      assertSameContent((await arrival).length, 1);
    },
  },
];
