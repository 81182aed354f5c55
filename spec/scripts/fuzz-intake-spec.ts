import { expect } from 'chai';
import { runScript } from '../support/runScript.js';

const FEW = ['--root', '.build/lib', '--bodies', '1001', '--lanes', '1'];

describe('scripts/fuzz-intake.mjs', function () {
  this.timeout(60_000);

  it('finds nothing', () => {
    const { code, output } = runScript('fuzz-intake', ...FEW);
    expect(output).to.match(/1001 bodies .*, 0 faults/);
    expect(code).to.equal(0);
  });

  for (const [control, found] of [
    ['crash', 'failure: decode TypeError'],
    ['leak', 'shows the body'],
    ['pollute', 'a prototype has changed'],
    ['reject', 'unhandled rejection'],
    ['print', 'something was printed, and it shows a body'],
  ] as const) {
    it(`finds a decoder that is made to ${control}`, () => {
      const { code, output } = runScript('fuzz-intake', ...FEW, '--control', control);
      expect(output).to.contain(found);
      expect(code).to.equal(1);
    });
  }
});
