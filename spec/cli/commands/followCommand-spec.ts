import { expect } from 'chai';
import { lastValueFrom } from 'rxjs';
import { followCommand } from '../../../lib/cli/commands/followCommand.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('followCommand', () => {
  it('does nothing before it is run, and then wants its settings', async () => {
    const host = fakeHost();
    const { run, onSignal } = followCommand(host, '1001', { json: true });
    expect(host.stderr.text()).to.equal('');
    const error: unknown = await lastValueFrom(run).catch((caught: unknown) => caught);
    expect(error).to.have.property('name', 'ConfigurationError');
    expect(onSignal('SIGINT').exitCode).to.equal(130);
  });
});
