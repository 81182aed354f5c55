import { expect } from 'chai';
import { existsSync, writeFileSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { backfillCommand, type BackfillFlags } from '../../../lib/cli/commands/backfillCommand.js';
import { exitCodeOfError } from '../../../lib/cli/exitCodeOfError.js';
import { startSandbox } from '../../../lib/sandbox/index.js';
import { fakeHost } from '../../support/fakeHost.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';
import { YODLEE_ENV } from '../../support/yodleeEnv.js';

describe('backfillCommand', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const emptyStore = async (): Promise<string> => {
    const file = folder.newFile();
    await firstValueFrom((await folder.open({ file })).close());
    return file;
  };
  const flags = { knownUsers: 'book', usersAtOnce: 2, requestsPerSecond: 500 };

  it('goes through all who are meant, and ends with 69 when one could not be read, with 2 when there is no such user', async () => {
    const sandbox = await startSandbox({ users: 2 });
    const inbox = await emptyStore();
    const run = async (users: readonly string[]): Promise<string> => {
      const host = fakeHost({ env: sandbox.env });
      const code = await firstValueFrom(backfillCommand(host, users, { ...flags, inbox }).run);
      return `${String(code)} ${host.stdout.text()}`;
    };
    const told = [await run(['user-1']), await run([]), await run(['user-1', 'nobody-here'])];
    await sandbox.close();
    told.push(await run(['user-1', 'user-2']));
    expect(told[0]).to.match(/^0 backfilled {2}•••• {2}\d+ changes, 0 removed\n$/);
    expect(told[1]).to.match(/^0 backfilled/);
    expect(told[2]).to.match(/^2 /).and.include('failed  ••••  upstream knows no such user');
    expect(told[3]).to.match(/^69 /).and.include('failed  ••••  UpstreamUnreachableError');
  });

  /** What it ends with that never comes to upstream. */
  const refused = async (users: readonly string[], own: Partial<BackfillFlags> & { readonly inbox: string }) => {
    const host = fakeHost({ env: YODLEE_ENV });
    return firstValueFrom(backfillCommand(host, users, { ...flags, ...own }).run).then(
      () => 'done',
      (error: unknown) => `${String(exitCodeOfError(error))} ${String(error)}`,
    );
  };

  it('says that an empty book names nobody, and how to name users; nothing counts as healed', async () => {
    const inbox = await emptyStore();
    const told = await refused([], { inbox });
    expect(told)
      .to.match(/^2 UsageError: .*the book is empty/)
      .and.include('--known-users FILE');
  });

  it('says that a file names nobody', async () => {
    const [inbox, knownUsers] = [await emptyStore(), folder.newFile()];
    writeFileSync(knownUsers, '# nobody yet\n');
    expect(await refused([], { inbox, knownUsers })).to.match(/^2 .*--known-users .* names nobody/);
  });

  it('says that a user is not among those of the file, without the name', async () => {
    const [inbox, knownUsers] = [await emptyStore(), folder.newFile()];
    writeFileSync(knownUsers, 'ann-of-1234\n');
    const told = await refused(['ann-of-1234', 'bob-of-5678'], { inbox, knownUsers });
    expect(told)
      .to.match(/^2 .*••••5678 is not in --known-users/)
      .and.not.include('bob-of');
  });

  it('makes no file of a mistyped name', async () => {
    const inbox = folder.newFile();
    expect(await refused(['ann'], { inbox }))
      .to.match(/^78 /)
      .and.include(inbox);
    expect(existsSync(inbox)).to.equal(false);
  });
});
