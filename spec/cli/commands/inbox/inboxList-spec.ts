import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { entryQuery, inboxList } from '../../../../lib/cli/commands/inbox/inboxList.js';
import { fakeHost } from '../../../support/fakeHost.js';
import { filledInbox } from '../../../support/filledInbox.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('inboxList', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('lists the entries that are asked for, users masked unless asked', async () => {
    const inbox = await filledInbox(folder);
    const textOf = async (flags: object): Promise<string> => {
      const host = fakeHost();
      await firstValueFrom(inboxList(host, { inbox, ...flags }).run);
      return host.stdout.text();
    };
    expect((await textOf({})).split('\n')).to.have.length(3);
    expect(await textOf({ state: ['dead'] })).to.match(/^dead {2}••••4567 .* DecodeError\n$/);
    expect(await textOf({ state: ['dead'], showPii: true })).to.include('ann-of-4567');
    expect(JSON.parse(await textOf({ userId: 'bob-of-8901', json: true }))).to.deep.include({ state: 'waiting' });
  });
});

describe('entryQuery', () => {
  it('restricts nothing that was not asked for', () => {
    expect(entryQuery({ inbox: 'x' })).to.deep.equal({ tenant: 'default' });
    expect(entryQuery({ inbox: 'x', limit: 1, userId: 'a', state: ['dead'] })).to.deep.equal({
      ...{ tenant: 'default', limit: 1, userId: 'a' },
      states: ['dead'],
    });
  });
});
