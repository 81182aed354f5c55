import { expect } from 'chai';
import { demoCommand } from '../../../lib/cli/commands/demoCommand.js';
import { fakeHost } from '../../support/fakeHost.js';

// What it shows is told in spec/integration/cli-spec.ts, where it runs as a program.
describe('demoCommand', () => {
  it('starts nothing before it is run, and closes its sandbox when it is left', () => {
    const host = fakeHost();
    const { run, onSignal } = demoCommand(host);
    run.subscribe().unsubscribe();
    expect(host.stdout.text()).to.equal('');
    expect([onSignal('SIGINT').exitCode, onSignal('SIGTERM').exitCode]).to.deep.equal([130, 143]);
  });
});
