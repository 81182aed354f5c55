import { expect } from 'chai';
import { RecordTable } from '../../../../lib/node/store/sqlite/RecordTable.js';
import { EMPTY_LEDGER } from '../../../../lib/store/rules/Ledger.js';
import { seconds } from '../../../support/dataWindows.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

const noticeAt = (at: number, userId?: string) => ({
  receivedAt: new Date(at),
  digest: `d${String(at)}`,
  bytes: 1,
  failures: [{ path: '$.event', expected: 'object' }],
  ...(userId !== undefined && { userId }),
});
const EVER = new Date(-1);

describe('RecordTable', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const opened = async (path?: string) => {
    const file = await sqliteScratch(path);
    const records = new RecordTable(file);
    records.makeSalt();
    return { file, records };
  };

  it('keeps the ledger of each tenant', async () => {
    const { file, records } = await opened();
    records.saveLedger('t1', { ...EMPTY_LEDGER, swept: [seconds(0, 60)] });
    expect(records.ledger('t1').swept).to.deep.equal([seconds(0, 60)]);
    expect(records.ledger('t2')).to.deep.equal(EMPTY_LEDGER);
    file.close();
  });

  it('remembers who was erased, by tenant, as a digest that is salted', async () => {
    const { file, records } = await opened();
    expect(records.isErased('t1', 'ann')).to.equal(false);
    records.rememberErased('t1', 'ann');
    records.rememberErased('t1', 'ann');
    expect(['ann', 'bob'].map((user) => records.isErased('t1', user))).to.deep.equal([true, false]);
    expect(records.isErased('t2', 'ann')).to.equal(false);
    const { digest } = file.prepare('SELECT digest FROM erased').get() ?? {};
    const other = await opened();
    other.records.rememberErased('t1', 'ann');
    expect(other.file.prepare('SELECT digest FROM erased').get()?.['digest']).to.not.equal(digest);
    records.readmit('t1', 'ann');
    expect(records.isErased('t1', 'ann')).to.equal(false);
    file.close();
    other.file.close();
  });

  it('knows who was erased again when the readmission was taken back', async () => {
    const { file, records } = await opened();
    records.rememberErased('t1', 'ann');
    const restore = records.mark();
    file.exec('BEGIN');
    records.readmit('t1', 'ann');
    expect(records.isErased('t1', 'ann')).to.equal(false);
    file.exec('ROLLBACK');
    restore();
    expect(records.isErased('t1', 'ann')).to.equal(true);
    file.close();
  });

  it('keeps the newest notices, and none that is too old', async () => {
    const { file, records } = await opened();
    records.quarantine(
      't1',
      [1, 2, 3].map((at) => noticeAt(at)),
      2,
      EVER,
    );
    expect(records.quarantined('t1')).to.deep.equal([noticeAt(2), noticeAt(3)]);
    records.quarantine('t1', [noticeAt(9)], Infinity, new Date(3));
    expect(records.quarantined('t1')).to.deep.equal([noticeAt(3), noticeAt(9)]);
    expect([records.countQuarantined('t1'), records.countQuarantined('t2')]).to.deep.equal([2, 0]);
    file.close();
  });

  it('erases the notices of a user', async () => {
    const { file, records } = await opened();
    records.quarantine('t1', [noticeAt(1, 'ann'), noticeAt(2), noticeAt(3, 'bob')], 10, EVER);
    expect(records.eraseQuarantined('t1', 'ann')).to.equal(1);
    expect(records.quarantined('t1')).to.deep.equal([noticeAt(2), noticeAt(3, 'bob')]);
    file.close();
  });

  it('knows how big the file is', async () => {
    const { file, records } = await opened(folder.newFile());
    expect(records.bytes() % 4_096).to.equal(0);
    expect(records.bytes()).to.be.greaterThan(0);
    file.close();
  });
});
