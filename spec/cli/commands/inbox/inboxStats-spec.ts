import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { inboxStats } from '../../../../lib/cli/commands/inbox/inboxStats.js';
import { fakeHost } from '../../../support/fakeHost.js';
import { filledInbox } from '../../../support/filledInbox.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('inboxStats', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('counts what stands where', async () => {
    const inbox = await filledInbox(folder);
    const [people, machines] = [fakeHost(), fakeHost()];
    await firstValueFrom(inboxStats(people, { inbox }).run);
    await firstValueFrom(inboxStats(machines, { inbox, json: true }).run);
    const lines = people.stdout.text().split('\n');
    expect(lines).to.include.members(['waiting 1', 'dead 1', 'quarantined 1']);
    expect(lines.filter((line) => line.startsWith('oldest since 20'))).to.have.lengthOf(1);
    expect(JSON.parse(machines.stdout.text())).to.deep.include({ kind: 'stats', quarantined: 1, delivered: 0 });
  });
});
