import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { backfillCommand } from '../../../lib/cli/commands/backfillCommand.js';
import { startSandbox } from '../../../lib/sandbox/index.js';
import { fakeHost } from '../../support/fakeHost.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';

describe('backfillCommand', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const flags = { knownUsers: 'book', usersAtOnce: 2, requestsPerSecond: 500 };

  it('goes through all who are meant, and ends with 69 when one could not be read', async () => {
    const sandbox = await startSandbox({ users: 2 });
    const inbox = folder.newFile();
    const run = async (users: readonly string[]): Promise<string> => {
      const host = fakeHost({ env: sandbox.env });
      const code = await firstValueFrom(backfillCommand(host, users, { ...flags, inbox }).run);
      return `${String(code)} ${host.stdout.text()}`;
    };
    const told = [await run(['user-1']), await run([]), await run(['user-1', 'nobody-here'])];
    await sandbox.close();
    expect(told[0]).to.match(/^0 backfilled {2}•••• {2}\d+ changes, 0 removed\n$/);
    expect(told[1]).to.match(/^0 backfilled/);
    expect(told[2]).to.match(/^69 /).and.include('failed  ••••');
  });
});
