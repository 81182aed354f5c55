import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { serveCommand } from '../../../lib/cli/serve/serveCommand.js';
import { fakeHost } from '../../support/fakeHost.js';
import { SERVE_FLAGS } from '../../support/serveFlags.js';

// What it does while it runs is told in spec/integration/notify-cli-spec.ts and notify-scenarios-spec.ts.
describe('serveCommand', () => {
  it('names all settings that are missing at once, and starts nothing', async () => {
    const host = fakeHost();
    const failure = await firstValueFrom(serveCommand(host, SERVE_FLAGS).run).catch((error: unknown) => String(error));
    expect(failure).to.match(/YODLEE_BASE_URL.*CLIENT_ID.*CLIENT_SECRET.*ADMIN_LOGIN.*CALLBACK_SECRET/);
    expect(host.stdout.text()).to.equal('');
  });

  it('says that its output was cut off when nobody takes the deliveries, unless it was drained', () => {
    const sink = { kind: 'ndjson' } as const;
    const serving = serveCommand(fakeHost(), { ...SERVE_FLAGS, sink });
    expect([serving.onStdoutEnd?.('unread'), serving.onStdoutEnd?.('broken')]).to.deep.equal([74, 74]);
    serving.onSignal('SIGTERM');
    expect([serving.onStdoutEnd?.('unread'), serving.onStdoutEnd?.('broken')]).to.deep.equal([0, 74]);
    expect(serveCommand(fakeHost(), SERVE_FLAGS).onStdoutEnd?.('unread')).to.equal(0);
  });

  it('leaves time to drain after a signal', () => {
    const { onSignal } = serveCommand(fakeHost(), SERVE_FLAGS);
    expect(onSignal('SIGTERM')).to.deep.include({ exitCode: 6, withinMs: 15_000 });
  });
});
