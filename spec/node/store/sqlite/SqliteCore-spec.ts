import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { firstValueFrom, toArray } from 'rxjs';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import type { SqliteStore } from '../../../../lib/node/store/sqlite/openSqliteStore.js';
import { intentOf, minutes, put } from '../../../../lib/testing/inboxStand.js';
import { caught } from '../../../support/caught.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('SqliteCore', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('takes up again what was leased when the process that wrote the file was gone', async () => {
    const file = folder.newFile();
    const first = await folder.open({ file });
    await put(first.inbox, [intentOf('ann', 0, 15)]);
    await firstValueFrom(
      first.inbox.lease({ tenant: 't1', consumer: 'default', limit: 1, leaseMs: 60_000, until: minutes(0, 60).until }),
    );
    await firstValueFrom(first.close());
    const { inbox } = await folder.open({ file });
    const [entry] = await firstValueFrom(inbox.list({ tenant: 't1' }).pipe(toArray()));
    expect(entry).to.include({ state: 'waiting', attempts: 1, cause: 'LeaseLostError' });
  });

  it('knows of nothing that it was proven, and gives higher fences, when it took the place of a broken file', async () => {
    const file = folder.newFile();
    const window = minutes(0, 60);
    const first = await folder.open({ file });
    await put(first.inbox, [intentOf('ann', 0, 15)], { covers: window });
    await firstValueFrom(first.inbox.markSwept('t1', window));
    const fenceOf = async ({ inbox }: typeof first): Promise<number> => {
      const { leases } = await firstValueFrom(
        inbox.lease({ tenant: 't1', consumer: 'default', limit: 1, leaseMs: 60_000, until: window.until }),
      );
      return leases[0]?.fence ?? NaN;
    };
    const fence = await fenceOf(first);
    await firstValueFrom(first.close());
    writeFileSync(file, 'no database any more, and long enough to be asked for what it might be');
    chmodSync(file, 0o644);
    const counted: string[] = [];
    const telemetry = {
      count: (name: string) => {
        counted.push(name);
      },
      gauge: () => undefined,
    };
    const again = await folder.open({ file, telemetry });
    expect(statSync(again.brokenFile ?? '').mode & 0o777).to.equal(0o600);
    expect(counted).to.deep.equal(['store_rebuilt_total']);
    expect((await firstValueFrom(again.inbox.stats('t1'))).provenUntil).to.equal(undefined);
    expect(await firstValueFrom(again.inbox.coverage('t1', window))).to.deep.equal([{ window, state: 'unproven' }]);
    await put(again.inbox, [intentOf('ann', 0, 15)]);
    expect(await fenceOf(again)).to.be.greaterThan(fence);
  });

  describe('when the file breaks while it is used', () => {
    const breakable = async () => {
      const real = await loadSqlDriver();
      const file = folder.newFile();
      let isToBreak = false;
      const store = await folder.open({
        file,
        driver: (path, options) => {
          const driver = real(path, options);
          return {
            ...driver,
            exec: (sql) => {
              if (!isToBreak || path !== file || sql !== 'BEGIN IMMEDIATE') {
                driver.exec(sql);
                return;
              }
              isToBreak = false;
              driver.exec('PRAGMA wal_checkpoint(TRUNCATE)');
              writeFileSync(file, 'garbage '.repeat(4_000));
              throw Object.assign(new Error('malformed'), { errcode: 11 });
            },
          };
        },
      });
      const breakIt = async (): Promise<void> => {
        isToBreak = true;
        expect(await caught(() => put(store.inbox, [intentOf('lost', 0, 15)]))).to.have.property('fault', 'corrupt');
      };
      return { file, store, breakIt };
    };
    const putOf = async ({ inbox }: SqliteStore, tenant: string, user: string): Promise<void> => {
      await firstValueFrom(inbox.put(tenant, [intentOf(user, 0, 15)], { origin: 'notice', settleMs: 0, maxWaitMs: 0 }));
    };
    const leasedOf = async ({ inbox }: SqliteStore, tenant: string): Promise<readonly string[]> => {
      const request = { tenant, consumer: 'default', limit: 9, leaseMs: 60_000, until: minutes(0, 60).until };
      return (await firstValueFrom(inbox.lease(request))).leases.map(({ userId }) => userId);
    };

    it('loses nothing that the new file was given, and gives no tenant what is another’s, over a restart', async () => {
      const { file, store, breakIt } = await breakable();
      await putOf(store, 'alpha', 'a1');
      await putOf(store, 'beta', 'b1');
      await breakIt();
      // In the other order, so that each would find its number taken by the other.
      await putOf(store, 'beta', 'b2');
      await putOf(store, 'alpha', 'a2');
      expect(existsSync(store.brokenFile ?? '')).to.equal(true);
      expect((await firstValueFrom(store.inbox.stats('alpha'))).entries.waiting).to.equal(1);
      expect(await leasedOf(store, 'alpha')).to.deep.equal(['a2']);
      await firstValueFrom(store.close());
      const again = await folder.open({ file });
      await putOf(again, 'beta', 'b3');
      await putOf(again, 'alpha', 'a3');
      expect(await leasedOf(again, 'alpha')).to.have.members(['a2', 'a3']);
      expect(await leasedOf(again, 'beta')).to.have.members(['b2', 'b3']);
    });

    it('counts on from where it was, so that no fence and no turn is given twice', async () => {
      const { store, breakIt } = await breakable();
      const turns = async () => {
        await putOf(store, 'alpha', 'a1');
        const request = { consumer: 'default', limit: 1, leaseMs: 60_000, until: minutes(0, 60).until };
        const { leases } = await firstValueFrom(store.inbox.lease({ tenant: 'alpha', ...request }));
        return leases[0]?.fence ?? NaN;
      };
      const before = await turns();
      await breakIt();
      expect(await turns()).to.be.greaterThan(Math.max(before, 1e12));
    });
  });

  it('runs work in a transaction and queries outside of one', async () => {
    const store = await folder.open();
    await firstValueFrom(
      store.transact((tx) => {
        tx.prepare('CREATE TABLE mine (x)').run();
        return tx.prepare('INSERT INTO mine VALUES (1)').run();
      }),
    );
    const rows = await firstValueFrom(store.query((tx) => tx.prepare('SELECT x FROM mine').all()));
    expect(rows).to.have.length(1);
  });
});
