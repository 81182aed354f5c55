import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { InvalidOptionError } from '../../../../lib/errors/InvalidOptionError.js';
import { runWork } from '../../../../lib/node/store/sqlite/runWork.js';
import type { SqlTransaction } from '../../../../lib/node/store/sqlite/SqlDriver.js';
import { storeFaultOf } from '../../../../lib/node/store/sqlite/storeFaultOf.js';
import { WorkFailure } from '../../../../lib/node/store/sqlite/WorkFailure.js';
import { intentOf, leaseOnly, put } from '../../../../lib/testing/inboxStand.js';
import { caught } from '../../../support/caught.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

describe('runWork', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const tried = async (work: (transaction: SqlTransaction) => unknown): Promise<unknown> => {
    const { inbox } = await folder.open();
    await put(inbox, [intentOf('ann', 0, 15)]);
    const outcome: unknown = await firstValueFrom(inbox.commit(await leaseOnly(inbox), work)).catch(
      (error: unknown) => error,
    );
    const { delivered, entries } = await firstValueFrom(inbox.stats('t1'));
    expect([delivered, entries.leased]).to.deep.equal(outcome instanceof Error ? [0, 1] : [1, 0]);
    return outcome;
  };

  it('gives what the work gives', async () => {
    expect(await tried((tx) => tx.prepare('SELECT ? AS one').get(1)?.['one'])).to.equal(1);
  });

  it('refuses work that returns a promise, and keeps nothing of it', async () => {
    expect(await tried(() => Promise.resolve(1))).to.be.instanceOf(InvalidOptionError);
  });

  for (const sql of ['COMMIT', ' -- x\n rollback', '/* x */ BEGIN', ';end', 'pragma synchronous = 0', 'SAVEPOINT a']) {
    it(`refuses ${JSON.stringify(sql)}`, async () => {
      expect(await tried((tx) => tx.prepare(sql).run())).to.be.instanceOf(InvalidOptionError);
    });
  }

  it('tells what looks like a fault of the file from one, by whose statement threw it', async () => {
    const file = await sqliteScratch();
    const fault = Object.assign(new Error('disk I/O error'), { errcode: 10 });
    const thrown = await caught(() =>
      runWork(file, () => {
        throw fault;
      }),
    );
    expect(thrown).to.be.instanceOf(WorkFailure).with.property('cause', fault);
    file.exec('PRAGMA query_only = ON');
    const own = await caught(() => runWork(file, (transaction) => transaction.prepare('CREATE TABLE t (a)').run()));
    expect(storeFaultOf(own)).to.equal('readOnly');
    file.close();
  });

  it('lets nobody keep the transaction', async () => {
    let kept: SqlTransaction | undefined;
    let run: (() => unknown) | undefined;
    await tried((tx) => {
      kept = tx;
      const statement = tx.prepare('SELECT 1');
      run = () => statement.get();
    });
    expect(() => kept?.prepare('SELECT 1')).to.throw(InvalidOptionError);
    expect(() => run?.()).to.throw(InvalidOptionError);
  });
});
