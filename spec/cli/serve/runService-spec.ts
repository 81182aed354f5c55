import { expect } from 'chai';
import { runCli } from '../../../lib/cli/runCli.js';
import { fakeHost } from '../../support/fakeHost.js';
import { serveScenario } from '../../support/notifyStand.js';

// What it does over many scenarios is told in spec/integration/notify-scenarios-spec.ts.
describe('runService', function () {
  this.timeout(30_000);

  it('says where it is in its first line, keeps the address to itself, and drains on a signal', async () => {
    const lines = await serveScenario(
      { scenarios: ['add'], users: 2, serve: ['--health', '127.0.0.1:0'] },
      async (stand) => {
        const taken = fakeHost({ env: stand.sandbox.env, folder: stand.folder });
        const { host: listen } = new URL(stand.callbackUrl);
        const code = await runCli(['serve', '--listen', listen, '--inbox', 'sqlite:other.db'], taken);
        expect([code, taken.stderr.text()]).to.deep.equal([2, `millrace: ${listen} is in use\n`]);
        return stand.host.stdout.text().split('\n');
      },
    );
    const ready: unknown = JSON.parse(lines[0] ?? '');
    expect(ready).to.include.keys('kind', 'callbackUrl', 'healthUrl', 'durability');
    expect(lines.filter((line) => line.includes('"delivered"'))).to.have.length.greaterThan(1);
  });
});
