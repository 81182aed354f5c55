import { expect } from 'chai';
import { firstValueFrom, from } from 'rxjs';
import { storeCommand } from '../../../lib/cli/yodlee/storeCommand.js';
import { fakeHost } from '../../support/fakeHost.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';

describe('storeCommand', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const emptyStore = async (): Promise<string> => {
    const file = folder.newFile();
    await firstValueFrom((await folder.open({ file })).close());
    return file;
  };
  const lines = () => from([{ json: { a: 1 }, text: 'a\u001b[2J' }]);

  it('prints for people without commands to their terminal, and for machines as JSON', async () => {
    const inbox = await emptyStore();
    const [people, machines] = [fakeHost(), fakeHost()];
    expect(await firstValueFrom(storeCommand(people, { inbox }, { readOnly: false, lines }).run)).to.equal(0);
    await firstValueFrom(storeCommand(machines, { inbox, json: true }, { readOnly: true, lines }).run);
    expect(people.stdout.text()).to.equal('a\\u001b[2J\n');
    expect(machines.stdout.text()).to.equal('{"a":1}\n');
  });

  it('breaks lines where it is told to, and nowhere else', async () => {
    const several = () => from([{ json: {}, text: ['a\nb', 'c'] }]);
    const people = fakeHost();
    await firstValueFrom(storeCommand(people, { inbox: await emptyStore() }, { readOnly: false, lines: several }).run);
    expect(people.stdout.text()).to.equal('a\\u000ab\nc\n');
  });

  it('may look while another writes, and may not write then', async () => {
    const file = folder.newFile();
    await folder.open({ file });
    const run = (readOnly: boolean) =>
      firstValueFrom(storeCommand(fakeHost(), { inbox: file }, { readOnly, lines }).run);
    expect(await run(true)).to.equal(0);
    expect(await run(false).catch((error: unknown) => String(error))).to.include('StoreUnavailableError');
  });
});
