import { expect } from 'chai';
import { lastValueFrom } from 'rxjs';
import { doctorCommand } from '../../../lib/cli/commands/doctorCommand.js';
import { fakeHost } from '../../support/fakeHost.js';

// Its checks have specs of their own; how it runs as a program is told in spec/integration/cli-spec.ts.
describe('doctorCommand', () => {
  it('wants its settings first, and names all that are missing in a line of its own', async () => {
    const host = fakeHost();
    expect(await lastValueFrom(doctorCommand(host, {}).run)).to.equal(78);
    expect(host.stdout.text()).to.match(
      /^fail {2}settings +MILLRACE_OXLIN_BASE_URL .*MILLRACE_OXLIN_TOKEN .* \[integrator must act\]\n$/,
    );
  });

  it('does so with --json, too', async () => {
    const host = fakeHost();
    expect(await lastValueFrom(doctorCommand(host, { json: true }).run)).to.equal(78);
    expect(host.stdout.text()).to.match(/^\{"kind":"check","check":"settings","result":"fail",.*\}\n$/);
  });

  it('ends as signals ask', () => {
    const { onSignal } = doctorCommand(fakeHost(), {});
    expect([onSignal('SIGINT').exitCode, onSignal('SIGTERM').exitCode]).to.deep.equal([130, 143]);
  });
});
