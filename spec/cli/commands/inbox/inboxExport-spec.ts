import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { inboxExport } from '../../../../lib/cli/commands/inbox/inboxExport.js';
import { fakeHost } from '../../../support/fakeHost.js';
import { filledInbox } from '../../../support/filledInbox.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('inboxExport', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('writes entries, quarantine and coverage, one object a line', async () => {
    const host = fakeHost();
    await firstValueFrom(inboxExport(host, { inbox: await filledInbox(folder) }).run);
    const kinds = host.stdout
      .text()
      .trimEnd()
      .split('\n')
      .map((line) => /^\{"kind":"(\w+)"/.exec(line)?.[1]);
    expect(kinds).to.deep.equal(['entry', 'entry', 'quarantined', 'coverage']);
  });
});
