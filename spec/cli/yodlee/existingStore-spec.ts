import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { existingStore } from '../../../lib/cli/yodlee/existingStore.js';
import { openedStore } from '../../../lib/cli/yodlee/openedStore.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';

describe('existingStore', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('makes no file of a mistyped name, and says which', async () => {
    const file = folder.newFile();
    for (const readOnly of [false, true]) {
      const failure = await firstValueFrom(existingStore({ file, readOnly })).catch(String);
      expect(failure).to.include(`ConfigurationError: --inbox sqlite:${file}: expected a file that serve has made`);
    }
    expect([file, `${file}.lock`].map((each) => existsSync(each))).to.deep.equal([false, false]);
  });

  it('opens what is there', async () => {
    const file = folder.newFile();
    await firstValueFrom(openedStore({ file }));
    const { inbox } = await firstValueFrom(existingStore({ file, readOnly: true }));
    expect(inbox.durability.engine).to.equal('sqlite');
  });
});
