import { linkSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { InvalidOptionError } from '../../../../lib/errors/InvalidOptionError.js';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { openSqliteStore } from '../../../../lib/node/store/sqlite/openSqliteStore.js';
import { realFileOf } from '../../../../lib/node/store/sqlite/realFileOf.js';
import { intentOf, put, shownEntries } from '../../../../lib/testing/inboxStand.js';
import { caught } from '../../../support/caught.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('realFileOf', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const real = realpathSync.native(folder.path);
  const at = (name: string) => join(folder.path, name);

  it('gives a file by its own name, wherever it is asked from, whether it is there or not', () => {
    writeFileSync(at('there.db'), '');
    expect(realFileOf(at('there.db'))).to.equal(join(real, 'there.db'));
    expect(realFileOf(relative('', at('there.db')))).to.equal(join(real, 'there.db'));
    expect(realFileOf(at('none.db'))).to.equal(join(real, 'none.db'));
  });

  it('follows links, of files and folders, to what is there and to what is not yet', () => {
    mkdirSync(at('folder'));
    symlinkSync('folder', at('alias'));
    symlinkSync('alias/late.db', at('link.db'));
    symlinkSync('link.db', at('link-of-link.db'));
    const wanted = join(real, 'folder', 'late.db');
    const names = ['folder/late.db', 'alias/late.db', 'link.db', 'link-of-link.db'];
    expect(new Set(names.map((name) => realFileOf(at(name))))).to.deep.equal(new Set([wanted]));
    writeFileSync(wanted, '');
    expect(new Set(names.map((name) => realFileOf(at(name))))).to.deep.equal(new Set([wanted]));
  });

  it('refuses links in a circle', () => {
    symlinkSync('b.db', at('a.db'));
    symlinkSync('a.db', at('b.db'));
    expect(() => realFileOf(at('a.db'))).to.throw(InvalidOptionError);
  });

  it('throws what the system throws where there is no folder', () => {
    expect(() => realFileOf(at('no/where.db')))
      .to.throw()
      .with.property('code', 'ENOENT');
  });

  describe('for openSqliteStore', () => {
    it('lets nobody write a file that is open, by whatever link', async () => {
      const file = at('written.db');
      symlinkSync('written.db', at('soft.db'));
      const { inbox } = await folder.open({ file });
      await put(inbox, [intentOf('ann', 0, 15)]);
      const error = await caught(() => openSqliteStore({ file: at('soft.db') }));
      expect(error).to.be.instanceOf(StoreUnavailableError).with.property('fault', 'locked');
      const watcher = await folder.open({ file: at('soft.db'), readOnly: true });
      expect(await shownEntries(watcher.inbox)).to.deep.equal(['ann 0-15 waiting']);
    });

    it('refuses a file with several names, and says which', async () => {
      const file = at('many.db');
      await folder.open({ file });
      linkSync(file, at('hard.db'));
      for (const readOnly of [false, true]) {
        const error = await caught(() => openSqliteStore({ file: at('hard.db'), readOnly }));
        expect(error).to.be.instanceOf(InvalidOptionError).with.property('value', at('hard.db'));
      }
    });
  });
});
