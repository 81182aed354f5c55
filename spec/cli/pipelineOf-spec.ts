import { expect } from 'chai';
import { pipelineOf } from '../../lib/cli/pipelineOf.js';

describe('pipelineOf', () => {
  it('knows whose settings a command uses', () => {
    for (const command of ['serve', 'subscribe', 'backfill', 'inbox', 'book'])
      expect(pipelineOf([command, '--json']), command).to.equal('yodlee');
    for (const argv of [[], ['sync', 'serve'], ['doctor'], ['transactions']])
      expect(pipelineOf(argv), argv[0]).to.equal('oxlin');
  });
});
