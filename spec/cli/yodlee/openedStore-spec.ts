import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { openedStore } from '../../../lib/cli/yodlee/openedStore.js';
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

  it('errors with what keeps it from opening', async () => {
    const failure = await firstValueFrom(openedStore({ file: '' })).catch((error: unknown) => String(error));
    expect(failure).to.include('InvalidOptionError');
  });
});
