import { renameSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { RawFile } from '../../../../lib/node/store/sqlite/RawFile.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('RawFile', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('finds bytes wherever they stand, also across its pieces', async () => {
    const path = folder.newFile();
    const bytes = Buffer.alloc(2 * 1_048_576 + 40, 1);
    bytes.write('ann', 1_048_574);
    writeFileSync(path, bytes);
    const raw = new RawFile(path);
    raw.open();
    expect(await raw.includes(Buffer.from('ann'))).to.equal(true);
    expect(await raw.includes(Buffer.from('bob'))).to.equal(false);
    raw.close();
  });

  it('makes a file for its owner alone, and leaves one as it is', async () => {
    const path = folder.newFile();
    const raw = new RawFile(path);
    raw.open();
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(await raw.includes(Buffer.from('ann'))).to.equal(false);
    raw.close();
  });

  it('goes with the path when another file takes its place', async () => {
    const path = folder.newFile();
    writeFileSync(path, 'ann');
    const raw = new RawFile(path);
    raw.open();
    renameSync(path, `${path}.old`);
    writeFileSync(path, 'bob');
    raw.open();
    expect(await raw.includes(Buffer.from('ann'))).to.equal(false);
    expect(await raw.includes(Buffer.from('bob'))).to.equal(true);
    raw.close();
  });

  it('has nothing while it is closed', async () => {
    expect(await new RawFile(folder.newFile()).includes(Buffer.from('ann'))).to.equal(false);
  });
});
