import { expect } from 'chai';
import { eraseTraces, noteNameless } from '../../../../lib/node/store/sqlite/eraseTraces.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import { openFile } from '../../../../lib/node/store/sqlite/openFile.js';
import { RawFile } from '../../../../lib/node/store/sqlite/RawFile.js';
import type { OpenSqlDriver } from '../../../../lib/node/store/sqlite/SqlDriver.js';
import { SqliteFile } from '../../../../lib/node/store/sqlite/SqliteFile.js';
import { caught } from '../../../support/caught.js';
import { fileHolds } from '../../../support/fileHolds.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('eraseTraces', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const opened = async () => {
    const path = folder.newFile();
    const raw = new RawFile(path);
    const real = await loadSqlDriver();
    const texts: string[] = [];
    const open: OpenSqlDriver = (one, how) => {
      const driver = real(one, how);
      return {
        ...driver,
        exec: (sql) => {
          texts.push(sql);
          driver.exec(sql);
        },
      };
    };
    const file = new SqliteFile(
      () => openFile(open, path, raw, 0),
      () => undefined,
    );
    return { path, raw, file, texts, shows: (trace: string) => fileHolds(path, trace) };
  };

  it('leaves no byte of what was deleted, in the file or the log', async () => {
    const { raw, file, shows } = await opened();
    file.exec(`CREATE TABLE t (x); INSERT INTO t VALUES ('annabelle'); DELETE FROM t`);
    expect(shows('annabelle')).to.equal(true);
    await eraseTraces(file, raw, 'annabelle');
    expect(shows('annabelle')).to.equal(false);
    file.close();
    raw.close();
  });

  it('writes the file anew once, when rows went that cannot be looked for', async () => {
    const { raw, file, texts } = await opened();
    noteNameless(file);
    await eraseTraces(file, raw, 'annabelle');
    await eraseTraces(file, raw, 'annabelle');
    expect(texts.filter((text) => text === 'VACUUM')).to.have.length(1);
    file.close();
    raw.close();
  });

  it('says that it cannot while somebody reads, and can afterwards', async () => {
    const { path, raw, file, shows } = await opened();
    file.exec(`CREATE TABLE t (x); INSERT INTO t VALUES ('annabelle')`);
    const reader = (await loadSqlDriver())(path, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM t').all();
    file.exec('DELETE FROM t; PRAGMA busy_timeout = 1');
    expect(await caught(() => eraseTraces(file, raw, 'annabelle'))).to.have.property('fault', 'locked');
    reader.exec('COMMIT');
    reader.close();
    await eraseTraces(file, raw, 'annabelle');
    expect(shows('annabelle')).to.equal(false);
    file.close();
    raw.close();
  });
});
