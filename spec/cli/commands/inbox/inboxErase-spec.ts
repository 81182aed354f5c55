import { expect } from 'chai';
import { copyFileSync, readFileSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { inboxErase } from '../../../../lib/cli/commands/inbox/inboxErase.js';
import { fakeHost } from '../../../support/fakeHost.js';
import { filledInbox } from '../../../support/filledInbox.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('inboxErase', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('only says what it would remove, until it is told to; then nothing of the user is left', async () => {
    const inbox = await filledInbox(folder);
    const told = async (flags: object): Promise<string> => {
      const host = fakeHost();
      await firstValueFrom(inboxErase(host, 'ann-of-4567', { inbox, ...flags }).run);
      return host.stdout.text();
    };
    const counts = 'entries 1, quarantined 1, book_accounts 1, book_transactions 1, book_users 1';
    expect(await told({})).to.equal(`would erase of ••••4567: ${counts}; --yes does it\n`);
    expect(readFileSync(inbox).includes('ann-of-4567')).to.equal(true);
    const { removes } = JSON.parse(await told({ json: true })) as { readonly removes: unknown };
    const copy = folder.newFile();
    copyFileSync(inbox, copy);
    const { removed } = JSON.parse(await told({ inbox: copy, json: true, yes: true })) as { readonly removed: unknown };
    expect(removes).to.deep.equal(removed);
    expect(await told({ yes: true })).to.equal(`erased of ••••4567: ${counts}\n`);
    expect(readFileSync(inbox).includes('ann-of-4567')).to.equal(false);
    expect(await told({})).to.include('would erase of ••••4567: nothing');
  });
});
