import { expect } from 'chai';
import { lastValueFrom } from 'rxjs';
import { doctorCommand } from '../../../lib/cli/commands/doctorCommand.js';
import { fakeHost } from '../../support/fakeHost.js';

// Its checks have specs of their own; how it runs as a program is told in spec/integration/cli-spec.ts.
describe('doctorCommand', () => {
  it('wants its settings first', async () => {
    const { run, onSignal } = doctorCommand(fakeHost(), {});
    expect(await lastValueFrom(run).catch((caught: unknown) => caught)).to.have.property('name', 'ConfigurationError');
    expect([onSignal('SIGINT').exitCode, onSignal('SIGTERM').exitCode]).to.deep.equal([130, 143]);
  });
});
