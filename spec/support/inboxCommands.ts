import { expect } from 'chai';
import fc from 'fast-check';
import { firstValueFrom } from 'rxjs';
import type { InboxStore, Lease } from '../../lib/ports/InboxStore.js';
import { entriesIn, errorNameOf, intentOf, leaseBatch, minutes, put } from '../../lib/testing/inboxStand.js';
import { SUITE_START, type SuiteClock } from '../../lib/testing/suiteClock.js';
import type { InboxModel } from './inboxModel.js';

/** The engines under test, moved by one clock, and the leases that were given. */
export interface Engines {
  readonly inboxes: readonly InboxStore[];
  readonly clock: SuiteClock;
  /** By user: the newest lease of each engine. */
  readonly leases: Map<string, readonly Lease[]>;
}

type Command = fc.AsyncCommand<InboxModel, Engines>;
const USERS = ['ann', 'bob'] as const;
const LEASE_MS = 60_000;
const EIGHT = minutes(0, 0).from.getTime();

/** Anything that can happen to an inbox. */
export function anyCommands(): fc.Arbitrary<Iterable<Command>> {
  const user = fc.constantFrom(...USERS);
  const anyEnd = fc.constantFrom('ack', 'ack', 'dead', 'parked', 'parked', 'nack', 'giveBack');
  return fc.commands(
    [
      fc.tuple(user, fc.nat(120), fc.integer({ min: 1, max: 90 }), fc.constantFrom(0, 0, 5_000)).map(puts),
      ...[0, 1].map(() => fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(40, 100, 400)).map(leases)),
      ...[0, 1, 2].map(() => fc.tuple(user, anyEnd, fc.constantFrom(0, 1, 6_000, 60_000)).map(ends)),
      user.map(extends_),
      fc.constantFrom(1, 4_999, 30_000, 60_000).map(advances),
      fc.constant(retries()),
      fc.tuple(user, fc.boolean()).map(erases),
    ],
    { maxCommands: 40, size: 'max' },
  );
}

function command(name: string, run: (model: InboxModel, engines: Engines) => Promise<void>): Command {
  return {
    check: () => true,
    run: async (model, engines) => {
      await run(model, engines);
      const { inboxes } = engines;
      for (const inbox of inboxes) {
        const entries = await entriesIn(inbox);
        const shown = entries.map(({ userId, window, state, attempts }) => {
          return `${userId} ${minuteOf(window.from)}-${minuteOf(window.until)} ${state} ${String(attempts)}`;
        });
        expect([...shown].sort()).to.deep.equal(model.entries());
        const stats = await firstValueFrom(inbox.stats('t1'));
        for (const state of ['waiting', 'leased', 'parked', 'dead', 'expired'] as const) {
          expect(stats.entries[state]).to.equal(entries.filter((entry) => entry.state === state).length);
        }
      }
    },
    toString: () => name,
  };
}

function puts([userId, from, length, settleMs]: readonly [string, number, number, number]): Command {
  return command(
    `put ${userId} ${String(from)}+${String(length)} settle ${String(settleMs)}`,
    async (model, engines) => {
      const brought = model.put(userId, from, from + length, settleMs, 2 * settleMs);
      for (const inbox of engines.inboxes) {
        const receipt = await put(inbox, [intentOf(userId, from, from + length)], {
          settleMs,
          maxWaitMs: 2 * settleMs,
        });
        expect(receipt).to.deep.equal({ added: 0, known: 0, erased: 0, expired: 0, [brought]: 1 });
      }
    },
  );
}

function leases([limit, untilMinute]: readonly [number, number]): Command {
  return command(`lease ${String(limit)} until ${String(untilMinute)}`, async (model, { inboxes, clock, leases }) => {
    model.wake();
    const ready = model.ready(model.now, untilMinute);
    const batches = [];
    for (const inbox of inboxes) {
      batches.push(await leaseBatch(inbox, { limit, leaseMs: LEASE_MS, until: minutes(0, untilMinute).until }));
    }
    const [first, ...others] = batches;
    if (first === undefined) return;
    const comparable = (lease: Lease) => ({ ...lease, fence: 0 });
    for (const other of others) {
      expect(other.leases.map(comparable)).to.deep.equal(first.leases.map(comparable));
      expect(other.nextReadyAt).to.deep.equal(first.nextReadyAt);
    }
    expect(first.leases.length).to.equal(Math.min(limit, ready.length));
    for (const [at, { userId, window, attempt, replayed }] of first.leases.entries()) {
      const slice = ready.find((one) => one.userId === userId);
      const given = { userId, from: +minuteOf(window.from), until: +minuteOf(window.until), attempt, replayed };
      expect(given).to.deep.equal(slice);
      model.lease(given, LEASE_MS);
      const all = batches.map((batch) => batch.leases[at]).filter((lease) => lease !== undefined);
      leases.set(userId, all);
    }
    const next = model.nextReadyAt(untilMinute);
    expect(first.nextReadyAt?.getTime()).to.equal(next === undefined ? undefined : SUITE_START.getTime() + next);
    expect(clock.now().getTime()).to.equal(SUITE_START.getTime() + model.now);
  });
}

function ends([userId, end, delay]: readonly [
  string,
  'ack' | 'dead' | 'parked' | 'nack' | 'giveBack',
  number,
]): Command {
  return command(`${end} ${userId} +${String(delay)}`, async (model, { inboxes, clock, leases }) => {
    const isHeld = model.entries().some((entry) => entry.startsWith(`${userId} `) && entry.includes(' leased '));
    const held = leases.get(userId) ?? [];
    const later = new Date(clock.now().getTime() + delay);
    for (const [at, inbox] of inboxes.entries()) {
      const lease = held[at];
      if (lease === undefined) return;
      const ending = {
        ack: () => inbox.ack(lease),
        dead: () => inbox.deadLetter(lease, 'X'),
        parked: () => (delay % 2 === 0 ? inbox.park(lease, 'X', later) : inbox.park(lease, 'X')),
        nack: () => inbox.nack(lease, { cause: 'X', counts: true, retryAt: later }),
        giveBack: () => inbox.nack(lease, { cause: 'X', counts: false, retryAt: later }),
      }[end]();
      expect(await errorNameOf(ending)).to.equal(isHeld ? 'no error' : 'LeaseLostError');
    }
    const isTimed = end !== 'parked' || delay % 2 === 0;
    if (isHeld) model.end(userId, end, isTimed ? model.now + delay : undefined);
  });
}

function extends_(userId: string): Command {
  return command(`extend ${userId}`, async (model, { inboxes, leases }) => {
    const isHeld = model.entries().some((entry) => entry.startsWith(`${userId} `) && entry.includes(' leased '));
    for (const [at, inbox] of inboxes.entries()) {
      const lease = leases.get(userId)?.[at];
      if (lease === undefined) return;
      expect(await errorNameOf(inbox.extend(lease, LEASE_MS))).to.equal(isHeld ? 'no error' : 'LeaseLostError');
    }
    if (isHeld) model.extend(userId, LEASE_MS);
  });
}

function advances(ms: number): Command {
  return command(`advance ${String(ms)}`, (model, { clock }) => {
    clock.advance(ms);
    model.advance(ms);
    return Promise.resolve();
  });
}

function retries(): Command {
  return command('retry', async (model, { inboxes }) => {
    const moved = model.retry();
    for (const inbox of inboxes) {
      expect(await firstValueFrom(inbox.retry({ tenant: 't1', consumer: 'default' }))).to.equal(moved);
    }
  });
}

function erases([userId, isBack]: readonly [string, boolean]): Command {
  return command(`${isBack ? 'readmit' : 'erase'} ${userId}`, async (model, { inboxes }) => {
    for (const inbox of inboxes) {
      if (isBack) await firstValueFrom(inbox.readmit('t1', userId));
      else await firstValueFrom(inbox.erase('t1', userId));
    }
    if (isBack) model.readmit(userId);
    else model.erase(userId);
  });
}

function minuteOf(date: Date): string {
  return String((date.getTime() - EIGHT) / 60_000);
}
