import { expect } from 'chai';
import { lastValueFrom } from 'rxjs';
import { sandboxCommand } from '../../../lib/cli/commands/sandboxCommand.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('sandboxCommand', () => {
  it('ends well on a signal', () => {
    expect(sandboxCommand(fakeHost(), {}).onSignal('SIGTERM')).to.deep.equal({ exitCode: 0 });
  });

  it('prints how to reach it, first of all', async () => {
    const host = fakeHost();
    await new Promise<void>((resolve, reject) => {
      const written = { ...host.stdout, write: (text: string) => (host.stdout.write(text), leave()) };
      const running = sandboxCommand({ ...host, stdout: written }, { speed: 50 }).run.subscribe({ error: reject });
      function leave(): void {
        running.unsubscribe();
        resolve();
      }
    });
    const lines = host.stdout.text().split('\n');
    expect(lines).to.have.lengthOf(2);
    expect(JSON.parse(lines[0] ?? '')).to.have.property('kind', 'ready');
    expect(JSON.parse(lines[0] ?? '')).to.have.nested.property('env.MILLRACE_POLL_EVERY_MS', '40');
  });

  it('refuses what means nothing', async () => {
    const { run } = sandboxCommand(fakeHost(), { switch: ['typeIn'] });
    expect(await lastValueFrom(run).catch((caught: unknown) => caught)).to.have.property('name', 'UsageError');
  });
});
