import { expect } from 'chai';
import { runMillrace } from '../support/runMillrace.js';

describe('main', function () {
  // A program of its own has to start.
  this.timeout(20_000);

  it('hands the arguments of the process over, and ends with the code of the run', async () => {
    const [known, unknown] = await Promise.all([runMillrace(['--version']), runMillrace(['nope'])]);
    expect([known.code, unknown.code]).to.deep.equal([0, 2]);
    expect(known.stdout).to.match(/^\d+\.\d+\.\d+\n$/);
    expect(unknown.stderr).to.include("unknown command 'nope'");
  });
});
