import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { inboxList } from '../../../../lib/cli/commands/inbox/inboxList.js';
import { inboxRetry } from '../../../../lib/cli/commands/inbox/inboxRetry.js';
import { fakeHost } from '../../../support/fakeHost.js';
import { filledInbox } from '../../../support/filledInbox.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('inboxRetry', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('only says what it would do, until it is told to', async () => {
    const inbox = await filledInbox(folder);
    const told = async (flags: object): Promise<string> => {
      const host = fakeHost();
      await firstValueFrom(inboxRetry(host, { inbox, ...flags }).run);
      return host.stdout.text();
    };
    const dead = async (): Promise<string> => {
      const host = fakeHost();
      await firstValueFrom(inboxList(host, { inbox, state: ['dead'] }).run);
      return host.stdout.text();
    };
    expect(await told({})).to.equal('1 entries would wait again; --yes does it\n');
    expect(await dead()).not.to.equal('');
    expect(await told({ yes: true, json: true })).to.equal('{"kind":"retried","entries":1}\n');
    expect(await dead()).to.equal('');
  });
});
