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

const HOUR_MS = 3_600_000;

/** Who works on what, for how long, and in which order. */
export const INBOX_LEASE_CASES: readonly InboxCase[] = [
  {
    title: 'leases slices of 60 minutes at most, the oldest first, one at a time of a user',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 130)]);
      for (const slice of ['ann 0-60', 'ann 60-120', 'ann 120-130']) {
        const lease = await leaseOnly(inbox);
        assertSameContent(shownLeases([lease]), [slice]);
        assertSameContent((await leaseBatch(inbox)).leases, []);
        await onlyOf(inbox.ack(lease), 'ack');
      }
      assertSameContent(await leaseBatch(inbox), { leases: [] });
    },
  },
  {
    title: 'lets users take turns',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 180), intentOf('bob', 0, 180), intentOf('cat', 0, 60)]);
      const order: string[] = [];
      for (let n = 0; n < 7; n++) {
        const lease = await leaseOnly(inbox, { limit: 1 });
        order.push(lease.userId);
        await onlyOf(inbox.ack(lease), 'ack');
      }
      assertSameContent(order.slice(0, 3).sort(), ['ann', 'bob', 'cat']);
      assertSameContent(order.slice(3, 5).sort(), ['ann', 'bob']);
      assertSameContent(order.slice(5, 7).sort(), ['ann', 'bob']);
    },
  },
  {
    title: 'lets windows wait that end after `until`, and says when to come again',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('ann', 20, 30), intentOf('bob', 10, 20)]);
      const { until } = minutes(0, 15);
      assertSameContent(shownLeases((await leaseBatch(inbox, { until })).leases), ['ann 0-15']);
      const { leases, nextReadyAt } = await leaseBatch(inbox, { until });
      assertSameContent(leases, []);
      assertSameContent(nextReadyAt, new Date(clock.now().getTime() + 5 * 60_000));
    },
  },
  {
    title: 'gives no more leases than asked for, and says that there is more',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15)]);
      const { leases, nextReadyAt } = await leaseBatch(inbox, { limit: 1 });
      assertSameContent(leases.length, 1);
      assertSameContent(nextReadyAt, clock.now());
      assertSameContent((await leaseBatch(inbox)).leases.length, 1);
      assertSameContent(await leaseBatch(inbox), { leases: [] });
    },
  },
  {
    title: 'makes a slice wait again from the moment its lease expires, attempt counted, key and bounds kept',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      const first = await leaseOnly(inbox);
      assertSameContent(first.expiresAt, new Date(clock.now().getTime() + 60_000));
      clock.advance(59_999);
      assertSameContent((await leaseBatch(inbox)).leases, []);
      await put(inbox, [intentOf('ann', 15, 30)]);
      clock.advance(1);
      const second = await leaseOnly(inbox);
      assertSameContent([second.attempt, second.key, second.window], [2, first.key, first.window]);
      assertSameContent(second.fence > first.fence, true);
      assertSameContent(await errorNameOf(inbox.ack(first)), 'LeaseLostError');
      assertSameContent(await errorNameOf(inbox.extend(first, 1_000)), 'LeaseLostError');
      await onlyOf(inbox.ack(second), 'ack');
    },
  },
  {
    title: 'refuses whatever comes after the lease has expired or ended',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      const lease = await leaseOnly(inbox);
      clock.advance(60_000);
      const late = [
        inbox.ack(lease),
        inbox.nack(lease, { cause: 'X', counts: true, retryAt: clock.now() }),
        inbox.deadLetter(lease, 'X'),
        inbox.park(lease, 'X'),
        inbox.extend(lease, 1_000),
      ];
      for (const source of late) assertSameContent(await errorNameOf(source), 'LeaseLostError');
      assertSameContent(await shownEntries(inbox), ['ann 0-15 waiting']);
      const again = await leaseOnly(inbox);
      await onlyOf(inbox.ack(again), 'ack');
      assertSameContent(await errorNameOf(inbox.ack(again)), 'LeaseLostError');
    },
  },
  {
    title: 'extends a lease from now on',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      const lease = await leaseOnly(inbox);
      clock.advance(59_000);
      const extended = await onlyOf(inbox.extend(lease, 60_000), 'extend');
      assertSameContent(extended.expiresAt, new Date(clock.now().getTime() + 60_000));
      clock.advance(59_999);
      await onlyOf(inbox.ack(extended), 'ack');
    },
  },
  {
    title: 'keeps leases although the wall clock jumps an hour, either way',
    run: async ({ inbox, clock }) => {
      for (const jump of [HOUR_MS, -HOUR_MS, -HOUR_MS]) {
        await put(inbox, [intentOf('ann', 0, 15)], { origin: 'replay' });
        const lease = await leaseOnly(inbox);
        clock.setWallBy(jump);
        assertSameContent((await leaseBatch(inbox)).leases, []);
        clock.advance(59_999);
        await onlyOf(inbox.ack(lease), 'ack');
      }
    },
  },
  {
    title: 'makes nobody wait because the wall clock was set back',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)], { settleMs: 1_000, maxWaitMs: 1_000 });
      clock.setWallBy(-HOUR_MS);
      const { nextReadyAt } = await leaseBatch(inbox);
      assertSameContent(nextReadyAt, new Date(clock.now().getTime() + 1_000));
      clock.advance(1_000);
      const lease = await leaseOnly(inbox);
      await onlyOf(inbox.nack(lease, { cause: 'X', counts: false, retryAt: clock.now() }), 'nack');
      await leaseOnly(inbox);
    },
  },
  {
    title: 'gives a slice back until retryAt, with or without the attempt',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('ann', 20, 30)]);
      const attempts: number[] = [];
      for (const counts of [true, false, true]) {
        const lease = await leaseOnly(inbox);
        attempts.push(lease.attempt);
        const retryAt = new Date(clock.now().getTime() + 5_000);
        await onlyOf(inbox.nack(lease, { cause: 'RateLimitedError', counts, retryAt }), 'nack');
        assertSameContent(await leaseBatch(inbox), { leases: [], nextReadyAt: retryAt });
        clock.advance(5_000);
      }
      assertSameContent(attempts, [1, 2, 2]);
      const [entry] = await entriesIn(inbox);
      assertSameContent([entry?.cause, entry?.attempts], ['RateLimitedError', 2]);
    },
  },
  {
    title: 'counts a slice dead whose lease was lost 12 times, and goes on with the lane',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('ann', 20, 30)]);
      for (let attempt = 1; attempt <= 12; attempt++) {
        assertSameContent((await leaseOnly(inbox)).attempt, attempt);
        clock.advance(60_000);
      }
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), ['ann 20-30']);
      const [entry] = await entriesIn(inbox);
      assertSameContent([entry?.state, entry?.cause, entry?.attempts], ['dead', 'AttemptsExhausted', 12]);
    },
  },
  {
    title: 'goes on with the other windows of a user after a dead letter or a park',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('ann', 20, 30), intentOf('ann', 40, 50)]);
      await onlyOf(inbox.deadLetter(await leaseOnly(inbox), 'DecodeError'), 'deadLetter');
      await onlyOf(inbox.park(await leaseOnly(inbox), 'NotFoundError'), 'park');
      assertSameContent(await shownEntries(inbox), ['ann 0-15 dead', 'ann 20-30 parked', 'ann 40-50 waiting']);
      assertSameContent(shownLeases((await leaseBatch(inbox)).leases), ['ann 40-50']);
    },
  },
  {
    title: 'lets what is parked until a moment go on then, as a replay',
    run: async ({ inbox, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      const until = new Date(clock.now().getTime() + 1_000);
      await onlyOf(inbox.park(await leaseOnly(inbox), 'NotFoundError', until), 'park');
      assertSameContent(await shownEntries(inbox), ['ann 0-15 parked']);
      assertSameContent(await leaseBatch(inbox), { leases: [], nextReadyAt: until });
      clock.advance(1_000);
      const lease = await leaseOnly(inbox);
      assertSameContent([lease.replayed, lease.attempt], [true, 2]);
    },
  },
  {
    title: 'commits work and ack together, or neither',
    needs: 'commit',
    run: async ({ inbox }) => {
      await put(inbox, [intentOf('ann', 0, 15)]);
      const lease = await leaseOnly(inbox);
      const failing = inbox.commit(lease, () => {
        throw new RangeError('no');
      });
      assertSameContent(await errorNameOf(failing), 'RangeError');
      assertSameContent(await shownEntries(inbox), ['ann 0-15 leased']);
      assertSameContent(
        await onlyOf(
          inbox.commit(lease, () => 'done'),
          'commit',
        ),
        'done',
      );
      assertSameContent((await onlyOf(inbox.stats('t1'), 'stats')).delivered, 1);
      let calls = 0;
      const late = inbox.commit(lease, () => (calls += 1));
      assertSameContent(await errorNameOf(late), 'LeaseLostError');
      assertSameContent(calls, 0);
    },
  },
];
