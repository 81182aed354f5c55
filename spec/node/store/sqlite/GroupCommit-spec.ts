import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import type { OpenSqlDriver } from '../../../../lib/node/store/sqlite/SqlDriver.js';
import { entriesIn, intentOf, leaseBatch, leaseOnly, put } from '../../../../lib/testing/inboxStand.js';
import { SuiteClock } from '../../../../lib/testing/suiteClock.js';
import { CountingDriver } from '../../../support/countingDriver.js';
import { FaultyDriver } from '../../../support/faultyDriver.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

const [FULL, IO, READ_ONLY, BUSY, CORRUPT] = [13, 10 + 4 * 256, 8, 5, 11];

describe('GroupCommit', () => {
  const folder = new SqliteFolder();
  let real: OpenSqlDriver;
  before(async () => {
    real = await loadSqlDriver();
  });
  after(() => folder.remove());
  const outcomeOf = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => 'none',
      (thrown: unknown) => thrown,
    );
  const faultOf = async (call: Promise<unknown>): Promise<unknown> => {
    const error = await outcomeOf(call);
    return error instanceof StoreUnavailableError ? error.fault : error;
  };

  it('lets who writes in one turn share one commit', async () => {
    const counting = new CountingDriver(real);
    // Time that stands still: a transaction ends early on a machine that is busy.
    const { inbox } = await folder.open({ driver: counting.open, scheduler: new SuiteClock().scheduler });
    counting.forget();
    const users = Array.from({ length: 128 }, (_, n) => intentOf(`user${String(n)}`, 0, 15));
    await Promise.all(users.map((intent) => put(inbox, [intent])));
    expect(counting.commits).to.equal(1);
    const { leases } = await leaseBatch(inbox, { limit: 128 });
    await Promise.all(leases.map((lease) => firstValueFrom(inbox.ack(lease))));
    expect(counting.commits).to.equal(3);
  });

  it('cuts what is big into several transactions', async () => {
    const counting = new CountingDriver(real);
    const { inbox } = await folder.open({ driver: counting.open, scheduler: new SuiteClock().scheduler });
    counting.forget();
    const users = Array.from({ length: 5_000 }, (_, n) => intentOf(`user${String(n)}`, 0, 15));
    expect((await put(inbox, users)).added).to.equal(5_000);
    // Jobs bring 128 rows each, and nothing but a full transaction ends one.
    expect(counting.rowsOfCommits('INSERT INTO lanes')).to.deep.equal([2_048, 2_048, 904]);
    expect(await entriesIn(inbox)).to.have.length(5_000);
  });

  it('syncs what it has when a transaction has taken long, and goes on with the rest', async () => {
    const counting = new CountingDriver(real);
    const clock = new SuiteClock();
    const store = await folder.open({ driver: counting.open, scheduler: clock.scheduler });
    counting.forget();
    const told: number[] = [];
    await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        await firstValueFrom(
          store.transact(() => {
            clock.advance(3);
          }),
        );
        told.push(n);
      }),
    );
    expect(counting.commits).to.equal(3);
    expect(told).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  for (const [errcode, fault] of [
    [FULL, 'full'],
    [IO, 'io'],
    [READ_ONLY, 'readOnly'],
    [BUSY, 'locked'],
    [CORRUPT, 'corrupt'],
  ] as const) {
    it(`says ${fault} for result code ${String(errcode)}, keeps nothing, and heals by itself`, async () => {
      const faulty = new FaultyDriver(real);
      const { inbox, ready } = await folder.open({ driver: faulty.open });
      await put(inbox, [intentOf('ann', 0, 15)]);
      const lease = await leaseOnly(inbox);
      faulty.fail('COMMIT', errcode, Infinity);
      expect(await faultOf(put(inbox, [intentOf('bob', 0, 15)]))).to.equal(fault);
      expect(await faultOf(firstValueFrom(inbox.ack(lease)))).to.equal(fault);
      faulty.heal();
      await firstValueFrom(ready());
      expect((await entriesIn(inbox)).map(({ userId }) => userId)).to.deep.equal(['ann']);
      await firstValueFrom(inbox.ack(lease));
      expect((await put(inbox, [intentOf('bob', 0, 15)])).added).to.equal(1);
      const { entries, delivered } = await firstValueFrom(inbox.stats('t1'));
      expect([entries.waiting, delivered]).to.deep.equal([1, 1]);
    });
  }

  it('goes on reading while the disk is full', async () => {
    const faulty = new FaultyDriver(real);
    const { inbox } = await folder.open({ driver: faulty.open });
    await put(inbox, [intentOf('ann', 0, 15)]);
    faulty.fail('INSERT', FULL, Infinity);
    const [fault, entries] = await Promise.all([faultOf(put(inbox, [intentOf('bob', 0, 15)])), entriesIn(inbox)]);
    expect([fault, entries.length]).to.deep.equal(['full', 1]);
    const lease = await leaseOnly(inbox);
    await firstValueFrom(inbox.ack(lease));
    expect(faulty.opened).to.equal(1);
  });

  it('opens the file anew after a sync that failed', async () => {
    const faulty = new FaultyDriver(real);
    const { inbox } = await folder.open({ driver: faulty.open });
    faulty.fail('COMMIT', IO);
    expect(await faultOf(put(inbox, [intentOf('ann', 0, 15)]))).to.equal('io');
    expect((await put(inbox, [intentOf('ann', 0, 15)])).added).to.equal(1);
    expect(faulty.opened).to.equal(2);
  });

  it('lets who fails fail alone', async () => {
    const faulty = new FaultyDriver(real);
    const { inbox } = await folder.open({ driver: faulty.open });
    await put(inbox, [intentOf('ann', 0, 15)]);
    const lease = await leaseOnly(inbox);
    await firstValueFrom(inbox.ack(lease));
    faulty.fail('UPDATE lanes', 19);
    const results = await Promise.all([
      faultOf(firstValueFrom(inbox.ack(lease))),
      faultOf(put(inbox, [intentOf('ann', 0, 30)])),
      faultOf(put(inbox, [intentOf('bob', 0, 15)])),
    ]);
    expect(results[0]).to.have.property('name', 'LeaseLostError');
    expect(results.slice(1)).to.deep.equal(['none', 'none']);
    faulty.fail('UPDATE lanes', 19, 2);
    const [failed, kept] = await Promise.all([
      faultOf(put(inbox, [intentOf('ann', 0, 45)])),
      faultOf(put(inbox, [intentOf('cat', 0, 15)])),
    ]);
    expect(failed).to.have.property('message', 'disk');
    expect(kept).to.equal('none');
    expect((await firstValueFrom(inbox.stats('t1'))).entries.waiting).to.equal(3);
  });

  for (const [what, thrown] of [
    ['a system error', Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open' })],
    ['a fault of a database of its own', Object.assign(new Error('disk I/O error'), { errcode: IO })],
    ['a lock of a database of its own', Object.assign(new Error('database is locked'), { errcode: BUSY })],
    ['a fault of a store of its own', new StoreUnavailableError('io', 'x')],
  ] as const) {
    it(`lets a handler whose work meets ${what} fail alone, with that`, async () => {
      const faulty = new FaultyDriver(real);
      const { inbox, query } = await folder.open({ driver: faulty.open });
      await put(inbox, [intentOf('ann', 0, 15)]);
      const lease = await leaseOnly(inbox);
      const results = await Promise.all([
        outcomeOf(put(inbox, [intentOf('bob', 0, 15)])),
        outcomeOf(
          firstValueFrom(
            inbox.commit(lease, (transaction) => {
              transaction.prepare('CREATE TABLE work (a)').run();
              throw thrown;
            }),
          ),
        ),
        outcomeOf(put(inbox, [intentOf('cat', 0, 15)])),
        outcomeOf(
          firstValueFrom(
            query(() => {
              throw thrown;
            }),
          ),
        ),
      ]);
      expect(results).to.deep.equal(['none', thrown, 'none', thrown]);
      const { entries, delivered } = await firstValueFrom(inbox.stats('t1'));
      expect([entries.waiting, entries.leased, delivered, faulty.opened]).to.deep.equal([2, 1, 0, 1]);
      await firstValueFrom(inbox.commit(lease, (transaction) => transaction.prepare('CREATE TABLE work (a)').run()));
    });
  }

  it('believes a handler’s statement that met a fault of the disk, and opens the file anew', async () => {
    const faulty = new FaultyDriver(real);
    const { inbox } = await folder.open({ driver: faulty.open });
    await put(inbox, [intentOf('ann', 0, 15)]);
    const lease = await leaseOnly(inbox);
    faulty.fail('CREATE TABLE work', IO);
    const work = () =>
      firstValueFrom(inbox.commit(lease, (transaction) => transaction.prepare('CREATE TABLE work (a)').run()));
    const results = await Promise.all([faultOf(put(inbox, [intentOf('bob', 0, 15)])), faultOf(work())]);
    expect(results).to.deep.equal(['io', 'io']);
    await work();
    expect(faulty.opened).to.equal(2);
    expect((await firstValueFrom(inbox.stats('t1'))).entries).to.deep.include({ waiting: 0, leased: 0 });
  });

  it('waits once for all while another has the file locked', async () => {
    const faulty = new FaultyDriver(real);
    const { inbox } = await folder.open({ driver: faulty.open });
    faulty.fail('BEGIN', BUSY, Infinity);
    const results = await Promise.all(
      ['ann', 'bob', 'cat'].map((user) => faultOf(put(inbox, [intentOf(user, 0, 15)]))),
    );
    expect(results).to.deep.equal(['locked', 'locked', 'locked']);
    // Each try of SQLite's waits for seconds, and the loop with it.
    expect(faulty.met).to.equal(1);
  });

  it('counts as before when foreign work was taken back beside work that was kept', async () => {
    const { inbox } = await folder.open({
      erasers: [
        () => {
          throw new RangeError('no');
        },
      ],
    });
    await put(inbox, [intentOf('ann', 0, 15)]);
    const results = await Promise.all([
      faultOf(firstValueFrom(inbox.erase('t1', 'ann'))),
      faultOf(put(inbox, [intentOf('bob', 0, 15)])),
    ]);
    expect(results[0]).to.be.instanceOf(RangeError);
    expect(results[1]).to.equal('none');
    expect((await firstValueFrom(inbox.stats('t1'))).entries.waiting).to.equal(2);
  });

  it('does not begin what nobody waits for any more', async () => {
    const { inbox } = await folder.open();
    inbox
      .put('t1', [intentOf('ann', 0, 15)], { origin: 'notice', settleMs: 0, maxWaitMs: 0 })
      .subscribe()
      .unsubscribe();
    expect(await entriesIn(inbox)).to.deep.equal([]);
  });

  it('gives the slice of an expired lease back as soon as it can write again', async () => {
    const faulty = new FaultyDriver(real);
    const { inbox } = await folder.open({ driver: faulty.open });
    await put(inbox, [intentOf('ann', 0, 15)]);
    const lease = await leaseOnly(inbox, { leaseMs: 1 });
    faulty.fail('BEGIN', FULL, Infinity);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await faultOf(firstValueFrom(inbox.ack(lease)))).to.equal('full');
    faulty.heal();
    expect(await faultOf(firstValueFrom(inbox.ack(lease)))).to.have.property('name', 'LeaseLostError');
    expect((await leaseOnly(inbox)).attempt).to.equal(2);
  });
});
