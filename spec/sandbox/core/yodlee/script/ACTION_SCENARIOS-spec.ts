import { expect } from 'chai';
import { ACTION_SCENARIOS } from '../../../../../lib/sandbox/core/yodlee/script/ACTION_SCENARIOS.js';

describe('ACTION_SCENARIOS', () => {
  it('has each of the eight actions, well and failing', () => {
    expect(Object.keys(ACTION_SCENARIOS)).to.have.length(16);
    const second = ({ steps }: (typeof ACTION_SCENARIOS)['add']) => steps[1];
    expect(second(ACTION_SCENARIOS['reconcile-fails'])).to.include({ action: 'reconcile', failing: true });
    expect(second(ACTION_SCENARIOS.reconcile)).to.include({ action: 'reconcile', failing: false });
  });
});
