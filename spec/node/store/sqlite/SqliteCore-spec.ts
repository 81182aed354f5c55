import { existsSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { firstValueFrom, toArray } from 'rxjs';
import { intentOf, minutes, put } from '../../../../lib/testing/inboxStand.js';
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
    const counted: string[] = [];
    const telemetry = {
      count: (name: string) => {
        counted.push(name);
      },
      gauge: () => undefined,
    };
    const again = await folder.open({ file, telemetry });
    expect(existsSync(again.brokenFile ?? '')).to.equal(true);
    expect(counted).to.deep.equal(['store_rebuilt_total']);
    expect((await firstValueFrom(again.inbox.stats('t1'))).provenUntil).to.equal(undefined);
    expect(await firstValueFrom(again.inbox.coverage('t1', window))).to.deep.equal([{ window, state: 'unproven' }]);
    await put(again.inbox, [intentOf('ann', 0, 15)]);
    expect(await fenceOf(again)).to.be.greaterThan(fence);
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
