import { expect } from 'chai';
import { runScript } from '../support/runScript.js';

const BENCH = '../bench/run';

describe('bench', () => {
  it('can load every table of figures it lists', () => {
    const { code, output } = runScript(BENCH, '--list');
    expect(output.trim().split('\n')).to.include.members(['T1 sync', 'T18 sync', 'T9 notify', 'T17N notify']);
    expect(code).to.equal(0);
  });

  it('names the tables when the wanted one does not exist', () => {
    const { code, output } = runScript(BENCH, '--only', 'T99');
    expect(output).to.include('no such table; there are T1, T2');
    expect(code).to.equal(2);
  });
});
