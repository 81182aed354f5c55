import { expect } from 'chai';
import { standardSteps } from '../../../../lib/sandbox/core/script/standardSteps.js';

const actions = (steps: ReturnType<typeof standardSteps>): readonly string[] => steps.map((step) => step.do);

describe('standardSteps', () => {
  it('ends both channels and then writes one terminal', () => {
    const steps = standardSteps({});
    expect(actions(steps).filter((what) => what === 'channel')).to.have.length(2);
    expect(steps.at(-1)).to.deep.equal({ at: 1, from: 'end', do: 'terminal' });
  });

  it('writes a terminal per channel where each end is announced', () => {
    expect(actions(standardSteps({ terminals: 'each' })).filter((what) => what === 'terminal')).to.have.length(2);
  });

  it('writes no terminal while a channel never ends', () => {
    const steps = standardSteps({ channels: [{ mode: 'REDIRECT', ends: 'RUNNING' }, { mode: 'EMBEDDED' }] });
    expect(actions(steps)).not.to.include('terminal');
  });

  it('fails a channel at its login', () => {
    const steps = standardSteps({ channels: [{ mode: 'REDIRECT', ends: 'AUTH_FAILED' }] });
    expect(steps).to.deep.include({
      at: 12,
      do: 'channel',
      mode: 'REDIRECT',
      status: 'AUTH_FAILED',
      unavailable: false,
    });
    expect(JSON.stringify(steps)).to.contain('LOGIN_FAILED').and.not.to.contain('TRANSACTIONS_SUCCESS');
  });

  it('leaves a channel alone that was never set up', () => {
    const steps = standardSteps({ channels: [{ mode: 'REDIRECT', status: 'EMPTY' }, { mode: 'EMBEDDED' }] });
    expect(JSON.stringify(steps)).not.to.contain('REDIRECT');
  });
});
