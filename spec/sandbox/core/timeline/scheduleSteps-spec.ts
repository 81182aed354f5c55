import { expect } from 'chai';
import { scheduleSteps } from '../../../../lib/sandbox/core/timeline/scheduleSteps.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const schedule = { runId: '1', connectionId: '1001', startsAt: 100, stretch: 2 };

describe('scheduleSteps', () => {
  it('stretches what counts from the start, and counts from the last end where told', () => {
    const { state } = new SandboxDriver();
    const { effects } = scheduleSteps(
      state,
      [
        { at: 1, from: 'end', do: 'terminal' },
        { at: 3, do: 'channel', mode: 'REDIRECT', status: 'SUCCESS' },
        { at: 5, do: 'channel', mode: 'EMBEDDED', status: 'SUCCESS' },
      ],
      schedule,
    );
    expect(effects.map(({ at, step }) => [at, step.do])).to.deep.equal([
      [6_100, 'channel'],
      [10_100, 'channel'],
      [11_100, 'terminal'],
    ]);
  });

  it('keeps the order of writing at one moment', () => {
    const { state } = new SandboxDriver();
    const { effects } = scheduleSteps(
      state,
      [
        { at: 1, do: 'terminal' },
        { at: 1, do: 'delete' },
        { at: 1, do: 'begin' },
      ],
      schedule,
    );
    expect(effects.map(({ step }) => step.do)).to.deep.equal(['terminal', 'delete', 'begin']);
  });
});
