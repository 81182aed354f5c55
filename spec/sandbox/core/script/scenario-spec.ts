import { expect } from 'chai';
import { scenario } from '../../../../lib/sandbox/core/script/scenario.js';

describe('scenario', () => {
  it('sorts connection, server and switches apart', () => {
    expect(
      scenario('x', 'gone', 'Gone.', { silent: true, server: { noQueue: true }, switches: { typeIn: 'body' } }),
    ).to.deep.equal({
      name: 'x',
      summary: 'Gone.',
      expected: { result: 'gone', exitCode: 7 },
      connections: [{ silent: true }],
      server: { noQueue: true },
      switches: { typeIn: 'body' },
    });
  });

  it('is one plain connection without more', () => {
    expect(scenario('x', 'succeeded', 'Fine.').connections).to.deep.equal([{}]);
  });
});
