import { expect } from 'chai';
import { EMPTY, lastValueFrom, of, throwError } from 'rxjs';
import { listCommand } from '../../../lib/cli/commands/listCommand.js';
import { fakeHost } from '../../support/fakeHost.js';

const ENV = { MILLRACE_OXLIN_BASE_URL: 'https://api.example.org/v2.1', MILLRACE_OXLIN_TOKEN: 'a-token' };
const ROWS = [{ id: '1', label: 'A\u001b' }];
const describeRow = ({ id, label }: (typeof ROWS)[number], showPii: boolean) => `${id} ${showPii ? label : '••••'}`;

const printed = async (flags: Parameters<typeof listCommand>[1]): Promise<string> => {
  const host = fakeHost({ env: ENV });
  expect(await lastValueFrom(listCommand(host, flags, 'rows', () => of(...ROWS), describeRow).run)).to.equal(0);
  return host.stdout.text();
};

describe('listCommand', () => {
  it('prints one line each, harmless, and personal only when asked', async () => {
    expect(await printed({})).to.equal('1 ••••\n');
    expect(await printed({ showPii: true })).to.equal('1 A\\u001b\n');
  });

  it('prints complete objects with --json', async () => {
    expect(await printed({ json: true })).to.equal(`${JSON.stringify(ROWS[0])}\n`);
  });

  it('says on stderr that there is none', async () => {
    const host = fakeHost({ env: ENV });
    expect(await lastValueFrom(listCommand(host, {}, 'rows', () => EMPTY, describeRow).run)).to.equal(0);
    expect([host.stdout.text(), host.stderr.text()]).to.deep.equal(['', '0 rows\n']);
  });

  it('says what may be wrong when there is none, if that can be told', async () => {
    for (const [suspect, words] of [
      [() => of('9\u001b is not there'), '0 rows\nmillrace: warning: 9\\u001b is not there\n'],
      [() => throwError(() => new Error('down')), '0 rows\n'],
    ] as const) {
      const host = fakeHost({ env: ENV });
      const { run } = listCommand(host, {}, 'rows', () => EMPTY, describeRow, suspect);
      expect(await lastValueFrom(run)).to.equal(0);
      expect(host.stderr.text()).to.equal(words);
    }
  });

  it('errors as its read does', async () => {
    const { run } = listCommand(
      fakeHost({ env: ENV }),
      {},
      'rows',
      () => throwError(() => new Error('down')),
      describeRow,
    );
    expect(await lastValueFrom(run).catch((error: unknown) => error)).to.have.property('message', 'down');
  });

  it('ends as signals ask', () => {
    const { onSignal } = listCommand(fakeHost(), {}, 'rows', () => of(...ROWS), describeRow);
    expect([onSignal('SIGINT'), onSignal('SIGTERM')]).to.deep.equal([{ exitCode: 130 }, { exitCode: 143 }]);
  });
});
