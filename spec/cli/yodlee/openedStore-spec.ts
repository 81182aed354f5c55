import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { openedStore } from '../../../lib/cli/yodlee/openedStore.js';
import { isConfigurationError } from '../../../lib/cli/settings/ConfigurationError.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';

describe('openedStore', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('gives the file back when nobody listens any more', async () => {
    const file = folder.newFile();
    await firstValueFrom(openedStore({ file }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const again = await firstValueFrom(openedStore({ file }));
    expect(again.inbox.durability.engine).to.equal('sqlite');
  });

  it('names the file of somebody else that a typing error would have taken', async () => {
    const file = folder.newFile();
    writeFileSync(file, '# Notes of somebody\n');
    for (const readOnly of [false, true]) {
      const failure: unknown = await firstValueFrom(openedStore({ file, readOnly })).catch((error: unknown) => error);
      expect(isConfigurationError(failure)).to.equal(true);
      expect(String(failure)).to.include(`--inbox sqlite:${file}: expected the database of serve`);
    }
    expect(readFileSync(file, 'utf8')).to.equal('# Notes of somebody\n');
  });

  it('errors with what keeps it from opening', async () => {
    const failure = await firstValueFrom(openedStore({ file: '' })).catch((error: unknown) => String(error));
    expect(failure).to.include('InvalidOptionError');
  });
});
