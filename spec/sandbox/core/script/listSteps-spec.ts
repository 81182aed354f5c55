import { expect } from 'chai';
import { listSteps } from '../../../../lib/sandbox/core/script/listSteps.js';

describe('listSteps', () => {
  it('lists each channel and then hands over to ALL', () => {
    expect(listSteps({}).slice(-3)).to.deep.equal([
      { at: 6, do: 'list', mode: 'REDIRECT' },
      { at: 10, do: 'list', mode: 'EMBEDDED' },
      { at: 11, do: 'chain' },
    ]);
  });

  it('skips a channel that was never set up', () => {
    const steps = listSteps({ channels: [{ mode: 'REDIRECT' }, { mode: 'EMBEDDED', status: 'EMPTY' }] });
    expect(steps.filter((step) => step.do === 'list')).to.have.length(1);
  });
});
