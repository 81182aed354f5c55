import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { InvalidOptionError } from '../../../../lib/errors/InvalidOptionError.js';
import { openSqliteStore } from '../../../../lib/node/store/sqlite/openSqliteStore.js';
import { refuseForeignFile } from '../../../../lib/node/store/sqlite/refuseForeignFile.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('refuseForeignFile', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('keeps the store from a file of somebody else, which stays as it is, with nothing beside it', async () => {
    for (const text of ['# Notes\n\nof somebody who mistyped a name.\n', '{}']) {
      const file = folder.newFile();
      writeFileSync(file, text);
      for (const readOnly of [false, true]) {
        const error: unknown = await openSqliteStore({ file, readOnly }).catch((thrown: unknown) => thrown);
        expect(error).to.be.instanceOf(InvalidOptionError);
        expect(String(error)).to.include(JSON.stringify(file).slice(0, 60)).and.include('a SQLite database');
      }
      expect(readFileSync(file, 'utf8')).to.equal(text);
      for (const side of ['.lock', '-wal', '-shm']) expect(existsSync(file + side)).to.equal(false);
    }
  });

  it('lets databases through, also one that came alone, an empty file, and none', async () => {
    const file = folder.newFile();
    refuseForeignFile(file);
    writeFileSync(file, '');
    refuseForeignFile(file);
    const store = await folder.open({ file });
    await firstValueFrom(store.close());
    rmSync(`${file}.lock`);
    refuseForeignFile(file);
  });

  it('leaves a database whose header broke to be set aside', async () => {
    const file = folder.newFile();
    const store = await folder.open({ file });
    await firstValueFrom(store.close());
    const bytes = readFileSync(file);
    bytes.fill(0, 0, 16);
    writeFileSync(file, bytes);
    refuseForeignFile(file);
    expect((await folder.open({ file })).brokenFile).to.be.a('string');
  });
});
