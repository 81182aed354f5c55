import { expect } from 'chai';
import { demoNotifications } from '../../../../lib/cli/commands/demo/demoNotifications.js';
import { fakeHost } from '../../../support/fakeHost.js';

// What it shows is told in spec/integration/cli-spec.ts, where the demo runs as a program.
describe('demoNotifications', () => {
  it('starts nothing before it is subscribed to, and frees everything when it is left', () => {
    const host = fakeHost();
    demoNotifications(host).subscribe().unsubscribe();
    expect(host.stdout.text()).to.equal('');
  });
});
