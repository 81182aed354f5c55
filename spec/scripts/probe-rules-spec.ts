import { expect } from 'chai';
import { runScript } from '../support/runScript.js';
import { withTemporaryTree } from '../support/temporaryTree.js';

describe('probe-rules', () => {
  it('finds every rule proven by its probe', () => {
    const { code, output } = runScript('probe-rules');
    expect(output).to.include(', 0 wrong');
    expect(code).to.equal(0);
  });

  it('turns red when a rule is taken away', () => {
    const { code, output } = runScript('probe-rules', '--without', 'no-cycles');
    expect(output).to.include('no-cycles: did not fire on its probe');
    expect(code).to.equal(1);
  });

  it('turns red when the probes are taken away', () => {
    const { code, output } = withTemporaryTree({}, (root) => runScript('probe-rules', '--probes', root));
    expect(output).to.include('no-cycles: has no probe');
    expect(code).to.equal(1);
  });
});
