import { expect } from 'chai';
import { lastValueFrom, of } from 'rxjs';
import { loadedCommand } from '../../lib/cli/loadedCommand.js';
import type { Command } from '../../lib/cli/Command.js';

describe('loadedCommand', () => {
  const inner: Command = { run: of(7), onSignal: () => ({ exitCode: 0, notice: 'draining' }) };

  it('loads the code when it runs, not before', async () => {
    let loads = 0;
    const command = loadedCommand(() => {
      loads += 1;
      return Promise.resolve(inner);
    });
    expect(loads).to.equal(0);
    expect([await lastValueFrom(command.run), loads]).to.deep.equal([7, 1]);
  });

  it('ends as the command says once that is there, and at once before', async () => {
    const command = loadedCommand(() => Promise.resolve(inner));
    expect(command.onSignal('SIGTERM')).to.deep.equal({ exitCode: 143 });
    await lastValueFrom(command.run);
    expect(command.onSignal('SIGTERM')).to.deep.equal({ exitCode: 0, notice: 'draining' });
  });

  it('ends as the command says when nobody reads its output, and as others do before it is there', async () => {
    const command = loadedCommand(() => Promise.resolve({ ...inner, onStdoutEnd: () => 9 }));
    expect([command.onStdoutEnd?.('unread'), command.onStdoutEnd?.('broken')]).to.deep.equal([0, 74]);
    await lastValueFrom(command.run);
    expect(command.onStdoutEnd?.('unread')).to.equal(9);
    const plain = loadedCommand(() => Promise.resolve(inner));
    await lastValueFrom(plain.run);
    expect(plain.onStdoutEnd?.('broken')).to.equal(74);
  });

  it('fails as the loading does', async () => {
    const command = loadedCommand(() => Promise.reject(new Error('no such part')));
    const failure = await lastValueFrom(command.run).catch((error: unknown) => String(error));
    expect(failure).to.equal('Error: no such part');
  });
});
