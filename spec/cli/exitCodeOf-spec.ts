import { expect } from 'chai';
import { exitCodeOf } from '../../lib/cli/exitCodeOf.js';
import type { OutcomeResult } from '../../lib/index.js';
import { SCENARIOS } from '../../lib/sandbox/index.js';

describe('exitCodeOf', () => {
  it('gives each result its code', () => {
    const results: readonly OutcomeResult[] = [
      'succeeded',
      'notApplicable',
      'partial',
      'failed',
      'actionRequired',
      'timedOut',
      'notStarted',
      'gone',
    ];
    expect(results.map((result) => exitCodeOf([{ result }]))).to.deep.equal([0, 0, 3, 4, 5, 6, 6, 7]);
  });

  it('lets the highest win, and takes none for well', () => {
    expect(exitCodeOf([{ result: 'succeeded' }, { result: 'actionRequired' }, { result: 'partial' }])).to.equal(5);
    expect(exitCodeOf([])).to.equal(0);
  });

  it('agrees with every scenario of the sandbox', () => {
    for (const { expected } of Object.values(SCENARIOS)) expect(exitCodeOf([expected])).to.equal(expected.exitCode);
  });
});
