import { expect } from 'chai';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { LeaseLostError } from '../../../lib/errors/LeaseLostError.js';
import { MemoryTables } from '../../../lib/store/MemoryTables.js';
import type { InboxOptions } from '../../../lib/ports/InboxOptions.js';
import { inboxSettings } from '../../../lib/store/rules/inboxSettings.js';
import { heldLeaseOf, InboxRules } from '../../../lib/store/rules/InboxRules.js';
import { LeaseBook } from '../../../lib/store/rules/LeaseBook.js';
import { coverageOf } from '../../../lib/store/rules/Ledger.js';
import { StoreClock } from '../../../lib/store/rules/StoreClock.js';
import { intentOf, minutes } from '../../../lib/testing/inboxStand.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';

const AT_ONCE = { origin: 'notice', settleMs: 0, maxWaitMs: 0 } as const;
const DAY = minutes(0, 24 * 60);

describe('InboxRules', () => {
  const opened = (options: InboxOptions = {}) => {
    const clock = new SuiteClock();
    const settings = inboxSettings({ consumers: ['default', 'other'], ...options }, clock.scheduler);
    const tables = new MemoryTables();
    const book = new LeaseBook(clock.scheduler, () => undefined);
    const rules = new InboxRules(tables, book, new StoreClock(clock.scheduler), settings);
    const lease = (own: { readonly limit?: number; readonly until?: Date; readonly consumer?: string } = {}) => {
      const { batch, held } = rules.lease({
        tenant: 't1',
        consumer: 'default',
        limit: 10,
        leaseMs: 60_000,
        until: DAY.until,
        ...own,
      });
      for (const one of held) book.start(one, 60_000);
      return batch;
    };
    return { clock, tables, rules, lease };
  };

  it('counts each intent once, and gives it to every consumer', () => {
    const { rules, lease, tables } = opened();
    tables.erase('t1', 'gone');
    const intents = [
      intentOf('ann', 0, 15),
      intentOf('ann', 5, 10),
      intentOf('gone', 0, 15),
      intentOf('old', -20_000, -19_000),
    ];
    expect(rules.put('t1', intents, AT_ONCE)).to.deep.equal({ added: 1, known: 1, erased: 1, expired: 1 });
    expect(lease().leases.map(({ userId }) => userId)).to.deep.equal(['ann']);
    expect(lease({ consumer: 'other' }).leases).to.have.length(1);
    expect(() => lease({ consumer: 'nobody' })).to.throw(InvalidOptionError);
  });

  it('turns what was noticed into quiet when it is swept, and into missed where the sweep found more', () => {
    const { rules, tables } = opened();
    const window = minutes(0, 60);
    const states = () => coverageOf(tables.ledger('t1'), window).map(({ state }) => state);
    rules.put('t1', [intentOf('ann', 0, 15)], { ...AT_ONCE, covers: window });
    expect(states()).to.deep.equal(['noticed']);
    rules.put('t1', [intentOf('ann', 0, 15)], { ...AT_ONCE, origin: 'sweep', covers: window });
    rules.mark('t1', 'swept', window);
    expect(states()).to.deep.equal(['quiet']);
    rules.put('t1', [intentOf('bob', 0, 15)], { ...AT_ONCE, origin: 'sweep', covers: window });
    expect(states()).to.deep.equal(['missed']);
  });

  it('says when there will be more: when it is ready, and when its window is over', () => {
    const { rules, lease } = opened();
    expect(lease()).to.deep.equal({ leases: [] });
    rules.put('t1', [intentOf('ann', 0, 15)], { ...AT_ONCE, settleMs: 7_000, maxWaitMs: 7_000 });
    expect(lease().nextReadyAt).to.deep.equal(new Date('2018-06-04T11:00:07Z'));
    expect(lease({ until: minutes(0, 14).until }).nextReadyAt).to.deep.equal(new Date('2018-06-04T11:01:00Z'));
  });

  it('knows a lease by its fence, and makes the slice wait again that was lost', () => {
    const { rules, lease } = opened();
    rules.put('t1', [intentOf('ann', 0, 15)], AT_ONCE);
    const [first] = lease().leases;
    if (first === undefined) throw new Error('no lease');
    expect(() => rules.leased({ ...first, fence: first.fence - 1 })).to.throw(LeaseLostError);
    rules.lose(heldLeaseOf(first));
    rules.lose(heldLeaseOf(first));
    expect(() => {
      rules.end(first, { kind: 'ack' });
    }).to.throw(LeaseLostError);
    expect(lease().leases[0]).to.include({ attempt: 2 });
  });

  it('looks at few lanes, however many wait for the end of their windows', () => {
    const seen: number[] = [];
    for (const lanes of [1_000, 50_000]) {
      const { clock, rules, lease, tables } = opened({ consumers: ['default'] });
      let count = 0;
      const counted = function* <T>(times: Iterable<T>): Iterable<T> {
        for (const time of times) {
          count += 1;
          yield time;
        }
      };
      const { readyTimes, openTimes } = tables;
      tables.readyTimes = (place) => counted(readyTimes.call(tables, place));
      tables.openTimes = (place) => counted(openTimes.call(tables, place));
      const users = Array.from({ length: lanes }, (_, n) => intentOf(`user${String(n)}`, 0, 30));
      rules.put('t1', users, { ...AT_ONCE, settleMs: 10_000, maxWaitMs: 10_000 });
      const { until } = minutes(0, 29);
      expect(lease({ until })).to.deep.equal({ leases: [], nextReadyAt: new Date(clock.now().getTime() + 60_000) });
      // Over, and still gathering: a part is taken over, and somebody comes again for the rest.
      expect(lease().leases).to.deep.equal([]);
      clock.advance(10_000);
      expect(lease().leases).to.have.length(10);
      seen.push(count);
    }
    expect(seen[0]).to.be.below(300);
    expect(seen[1]).to.be.below(300);
  });

  it('leases everybody in the end, many at a time or few', () => {
    const { rules, lease } = opened({ consumers: ['default'] });
    const users = Array.from({ length: 3_000 }, (_, n) => intentOf(`user${String(n)}`, 0, 15));
    rules.put('t1', users, AT_ONCE);
    expect(lease({ limit: 7 }).leases).to.have.length(7);
    expect(lease({ limit: 2_000 }).leases).to.have.length(2_000);
    expect(lease({ limit: 2_000 })).to.have.nested.property('leases.length', 993);
  });

  it('takes again what is dead, as many as are wanted', () => {
    const { rules, lease, tables } = opened();
    rules.put('t1', [intentOf('ann', 0, 15), intentOf('ann', 20, 35)], AT_ONCE);
    for (let round = 0; round < 2; round++) {
      for (const one of lease().leases) rules.end(one, { kind: 'dead', cause: 'X' });
    }
    const [held] = tables.lanes({ tenant: 't1', consumers: ['default'] }).lanes;
    if (held === undefined) throw new Error('no lane');
    expect(rules.retry(held, () => true, 1)).to.equal(1);
    expect(lease().leases.map(({ replayed }) => replayed)).to.deep.equal([true]);
  });

  it('forgets deliveries that upstream will not send again, a few lanes at a time', () => {
    const { clock, rules, lease, tables } = opened({ consumers: ['default'] });
    rules.put('t1', [intentOf('ann', 0, 15)], AT_ONCE);
    for (const one of lease().leases) rules.end(one, { kind: 'ack' });
    expect(tables.totals('t1').delivered).to.equal(1);
    clock.advance(9 * 86_400_000);
    const now = 9 * 24 * 60;
    rules.put(
      't1',
      Array.from({ length: 64 }, (_, n) => intentOf(`user${String(n)}`, now, now + 15)),
      AT_ONCE,
    );
    expect(tables.totals('t1').delivered).to.equal(0);
  });

  it('does not lose a lease for the one before it', () => {
    const { rules, lease } = opened();
    rules.put('t1', [intentOf('ann', 0, 15)], AT_ONCE);
    const [first] = lease().leases;
    if (first === undefined) throw new Error('no lease');
    rules.lose(heldLeaseOf(first));
    const [second] = lease().leases;
    if (second === undefined) throw new Error('no second lease');
    rules.lose(heldLeaseOf(first));
    expect(lease().leases).to.deep.equal([]);
    expect(() => {
      rules.end(second, { kind: 'ack' });
    }).to.not.throw();
  });

  it('does not lease what gathers in place of what expired before it', () => {
    const { clock, rules, lease } = opened({ horizonMs: 3 * 3_600_000 + 60_000 });
    rules.put('t1', [intentOf('ann', 0, 15)], AT_ONCE);
    for (const one of lease().leases) {
      rules.end(one, { kind: 'nack', cause: 'X', counts: true, readyAt: clock.now().getTime() });
    }
    clock.advance(20 * 60_000);
    rules.put('t1', [intentOf('ann', 60, 75)], { ...AT_ONCE, settleMs: 10_000, maxWaitMs: 10_000 });
    expect(lease()).to.deep.equal({ leases: [], nextReadyAt: new Date(clock.now().getTime() + 10_000) });
    clock.advance(10_000);
    expect(lease().leases.map(({ window }) => window)).to.deep.equal([minutes(60, 75)]);
  });

  it('finds who is ready behind many that are over and gather', () => {
    const { rules, lease } = opened({ consumers: ['default'] });
    const users = Array.from({ length: 600 }, (_, n) => intentOf(`user${String(n)}`, 0, 15));
    rules.put('t1', users, { ...AT_ONCE, settleMs: 10_000, maxWaitMs: 10_000 });
    rules.put('t1', [intentOf('ann', 0, 30)], AT_ONCE);
    expect(lease().leases.map(({ userId }) => userId)).to.deep.equal(['ann']);
  });
});
