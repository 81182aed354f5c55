import { expect } from 'chai';
import { openScenarios } from '../../../../lib/sandbox/core/bank/openScenarios.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('openScenarios', () => {
  it('gives another user connections of her own', () => {
    const { state } = new SandboxDriver({ play: ['foreign-terminal', 'partial'] });
    const own = Object.values(openScenarios(state, '777', 0).connections).filter(({ userId }) => userId === '777');
    expect(own.map(({ id, scenario }) => `${id} ${scenario}`)).to.deep.equal([
      '1004 foreign-terminal',
      '1005 partial',
      '1006 foreign-terminal',
    ]);
  });
});
