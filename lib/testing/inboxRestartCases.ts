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
  shownLeases,
} from './inboxStand.js';

const HOUR_MS = 3_600_000;

/** What the death of a process changes, and what it does not. */
export const INBOX_RESTART_CASES: readonly InboxCase[] = [
  {
    title: 'makes nobody wait after a restart because the wall clock was set back before it',
    needs: 'survivesRestart',
    run: async ({ inbox, clock, reopen }) => {
      for (const [user, jump] of [['ann', 144 * HOUR_MS] as const, ['bob', 5 * HOUR_MS] as const]) {
        clock.setWallBy(jump);
        await put(inbox, [intentOf(user, 144 * 60, 145 * 60)], { settleMs: 2_000, maxWaitMs: 30_000 });
        clock.setWallBy(-jump);
      }
      const again = await reopen();
      const until = minutes(0, 200 * 60).until;
      const { leases, nextReadyAt } = await leaseBatch(again, { until });
      assertSameContent(leases, []);
      assertSameContent((nextReadyAt?.getTime() ?? Infinity) <= clock.now().getTime() + 3_000, true);
      clock.advance(3_000);
      assertSameContent((await leaseBatch(again, { until })).leases.length, 2);
      await put(again, [intentOf('cat', 0, 15)]);
      assertSameContent(shownLeases([await leaseOnly(again)]), ['cat 0-15']);
    },
  },
  {
    title: 'lets nobody die beside a slice that kills its process again and again',
    needs: 'survivesRestart',
    run: async ({ inbox, reopen }) => {
      await put(
        inbox,
        ['good', 'kills', 'other'].map((user) => intentOf(user, 0, 15)),
      );
      let open = inbox;
      const beside: number[] = [];
      for (let round = 0; round < 30; round++) {
        const { leases } = await leaseBatch(open);
        if (leases.some(({ userId }) => userId === 'kills')) {
          beside.push(leases.length);
          open = await reopen();
        } else for (const lease of leases) await onlyOf(open.ack(lease), 'ack');
      }
      assertSameContent(beside, [3, 3, ...Array.from({ length: 12 }, () => 1)]);
      const [entry, ...more] = await entriesIn(open);
      assertSameContent([entry?.userId, entry?.state, entry?.cause], ['kills', 'dead', 'AttemptsExhausted']);
      assertSameContent([entry?.attempts, more], [12, []]);
      assertSameContent((await onlyOf(open.stats('t1'), 'stats')).delivered, 2);
    },
  },
  {
    title: 'leases alone what was leased twice when the process died, whoever asks',
    needs: 'survivesRestart',
    run: async ({ inbox, reopen, clock }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15)]);
      await leaseBatch(inbox);
      const again = await reopen();
      assertSameContent(
        (await leaseBatch(again)).leases.map(({ attempt }) => attempt),
        [1, 1],
      );
      const last = await reopen();
      await put(last, [intentOf('cat', 0, 15)]);
      const first = await leaseOnly(last);
      const other = await leaseBatch(last, { consumer: 'other' });
      assertSameContent(other, { leases: [], nextReadyAt: new Date(clock.now().getTime() + 1_000) });
      assertSameContent((await leaseBatch(last)).leases, []);
      await onlyOf(last.nack(first, { cause: 'X', counts: false, retryAt: clock.now() }), 'nack');
      const beside = await leaseBatch(last, { consumer: 'other' });
      assertSameContent(beside.leases.length, 3);
      assertSameContent((await leaseBatch(last)).leases, []);
      for (const lease of beside.leases) await onlyOf(last.ack(lease), 'ack');
      // In turn, and each alone: what is suspected, and what stands before it.
      for (const slice of ['bob 0-15', 'cat 0-15', 'ann 0-15']) {
        const lease = await leaseOnly(last);
        assertSameContent([...shownLeases([lease]), lease.attempt], [slice, 1]);
        assertSameContent((await leaseBatch(last)).leases, []);
        await onlyOf(last.ack(lease), 'ack');
      }
    },
  },
  {
    title: 'voids the leases of a process that died: the slices wait at once, attempts counted, keys kept',
    needs: 'survivesRestart',
    run: async ({ inbox, reopen }) => {
      await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15)]);
      const { leases } = await leaseBatch(inbox);
      const [ann, bob] = leases;
      if (!ann || !bob) throw new Error('two leases');
      await onlyOf(inbox.ack(bob), 'ack');
      const again = await reopen();
      assertSameContent(await errorNameOf(again.ack(ann)), 'LeaseLostError');
      const lease = await leaseOnly(again);
      assertSameContent([lease.key, lease.attempt, lease.fence > ann.fence], [ann.key, 2, true]);
      assertSameContent((await put(again, [intentOf('bob', 0, 15)])).known, 1);
    },
  },
];
