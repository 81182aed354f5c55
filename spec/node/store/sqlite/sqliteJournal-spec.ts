import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { JournalMissError } from '../../../../lib/errors/JournalMissError.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import type { SqlDriver } from '../../../../lib/node/store/sqlite/SqlDriver.js';
import { amended, begun, draftRun, found, OWNER } from '../../../../lib/testing/journalStand.js';
import { caught } from '../../../support/caught.js';
import { fileHolds } from '../../../support/fileHolds.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('sqliteJournal', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('knows after a restart what it was told before', async () => {
    const file = folder.newFile();
    const first = await folder.open({ file });
    await begun(first.journal, draftRun());
    await amended(first.journal, 'r1', { seen: ['1'] });
    await firstValueFrom(first.close());
    const { journal } = await folder.open({ file });
    expect((await found(journal, 'r1'))?.seen).to.deep.equal(['1']);
    expect((await begun(journal, draftRun({ runId: 'r2' }))).joined).to.equal(true);
  });

  it('says of a run that it does not know that it misses it, and forgets without a word', async () => {
    const { journal } = await folder.open();
    expect(await caught(() => amended(journal, 'r9', {}))).to.be.instanceOf(JournalMissError);
    expect(await firstValueFrom(journal.erase(OWNER))).to.equal(undefined);
  });

  for (const [what, connectionId] of [
    ['a user', undefined],
    ['one connection', 'connection-4711'],
  ] as const) {
    it(`leaves no byte of the runs of ${what}, in the file or its log`, async () => {
      const file = folder.newFile();
      const { journal } = await folder.open({ file });
      const owner = { tenant: 't1', userId: 'grete.erasable@example.org' };
      const trace = connectionId ?? owner.userId;
      await begun(journal, draftRun({ runId: 'mine', ...owner, scope: 'connection-4711' }));
      await amended(journal, 'mine', { seen: ['1'] });
      for (let n = 0; n < 64; n++) await begun(journal, draftRun({ runId: `r${String(n)}`, userId: `u${String(n)}` }));
      expect(fileHolds(file, trace)).to.equal(true);
      await firstValueFrom(journal.erase(owner, connectionId));
      expect(fileHolds(file, trace)).to.equal(false);
      expect(await found(journal, 'mine')).to.equal(undefined);
      expect((await found(journal, 'r9'))?.userId).to.equal('u9');
    });
  }

  it('says that it cannot while somebody reads, and can when it is asked again', async () => {
    const file = folder.newFile();
    const open = await loadSqlDriver();
    const { journal } = await folder.open({ file, driver: (path, how) => impatient(open(path, how)) });
    await begun(journal, draftRun());
    const reader = open(file, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM runs').all();
    expect(await caught(() => firstValueFrom(journal.erase(OWNER)))).to.include({
      fault: 'locked',
      operation: 'erase: a reader keeps old pages',
    });
    reader.exec('COMMIT');
    reader.close();
    await firstValueFrom(journal.erase(OWNER));
    expect(fileHolds(file, OWNER.userId)).to.equal(false);
  });
});

/** Waits for nobody. */
function impatient(driver: SqlDriver): SqlDriver {
  return {
    ...driver,
    exec: (sql) => {
      driver.exec(sql.replace(/busy_timeout = \d+/, 'busy_timeout = 1'));
    },
  };
}
