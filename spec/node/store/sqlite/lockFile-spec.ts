import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { firstValueFrom, toArray } from 'rxjs';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { openSqliteStore } from '../../../../lib/node/store/sqlite/openSqliteStore.js';
import { intentOf, put } from '../../../../lib/testing/inboxStand.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

const VICTIM = fileURLToPath(new URL('../../../support/sqliteVictim.js', import.meta.url));
const ROUNDS = 6;

describe('lockFile', function () {
  this.timeout(60_000);
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const started = (file: string, first: number): { child: ChildProcess; lines: string[] } => {
    const child = spawn(process.execPath, [VICTIM, file, String(first)], { stdio: ['ignore', 'pipe', 'ignore'] });
    const lines: string[] = [];
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
    });
    return { child, lines };
  };
  const until = async (child: ChildProcess, isSo: () => boolean): Promise<void> => {
    while (!isSo()) await once(child.stdout ?? child, 'data');
  };
  const killed = async (child: ChildProcess): Promise<void> => {
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
  };

  it('keeps a second process out, until the first is gone, however it went', async () => {
    const file = folder.newFile();
    const { child, lines } = started(file, 0);
    await until(child, () => lines.includes('open'));
    const error: unknown = await openSqliteStore({ file }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(StoreUnavailableError).with.property('fault', 'locked');
    // The refused one must not have given up the lock of this process or taken it from the other.
    const again: unknown = await openSqliteStore({ file }).catch((thrown: unknown) => thrown);
    expect(again).to.be.instanceOf(StoreUnavailableError);
    await killed(child);
    await folder.open({ file });
  });

  it('keeps its own lock although another store of the same process was refused', async () => {
    const file = folder.newFile();
    const store = await folder.open({ file });
    await openSqliteStore({ file }).catch(() => undefined);
    const { child, lines } = started(file, 0);
    const [code] = await Promise.all([once(child, 'close'), firstValueFrom(store.ready())]);
    expect([code[0] !== 0, lines]).to.deep.equal([true, []]);
  });

  it('loses nothing that was acknowledged, whenever the process is killed', async () => {
    const file = folder.newFile();
    const put_ = new Set<string>();
    const acked = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const { child, lines } = started(file, round * 1_000_000);
      await until(child, () => lines.length > 20 + round * 37);
      await killed(child);
      for (const line of lines) {
        const [verb, user = ''] = line.split(' ');
        if (verb === 'put') put_.add(user);
        if (verb === 'acked') acked.add(user);
      }
      const store = await openSqliteStore({ file, horizonMs: Infinity });
      expect(store.brokenFile).to.equal(undefined);
      const entries = await firstValueFrom(store.inbox.list({ tenant: 't1' }).pipe(toArray()));
      const waiting = new Set<string>(entries.map(({ userId }) => userId));
      expect(entries.every(({ state }) => state === 'waiting')).to.equal(true);
      for (const user of put_) {
        if (acked.has(user)) expect(waiting.has(user), 'acked, and there again').to.equal(false);
        else if (!waiting.has(user)) {
          // The process died between the commit of an ack and its line: delivered all the same.
          expect((await put(store.inbox, [intentOf(user, 0, 15)])).known).to.equal(1);
        }
      }
      await firstValueFrom(store.close());
    }
    expect(acked.size).to.be.greaterThan(0);
  });
});
