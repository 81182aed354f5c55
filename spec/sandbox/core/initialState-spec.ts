import { expect } from 'chai';
import { initialState } from '../../../lib/sandbox/core/initialState.js';
import { SCENARIOS } from '../../../lib/sandbox/core/script/SCENARIOS.js';

describe('initialState', () => {
  it('has one user with the connections of the scenarios, in order', () => {
    const state = initialState({ scenarios: [SCENARIOS.partial, SCENARIOS['one-never-ends'], SCENARIOS.challenge] }, 0);
    const rows = Object.values(state.connections).map(({ id, userId, scenario }) => [id, userId, scenario]);
    expect(rows).to.deep.equal([
      ['1001', '501', 'partial'],
      ['1002', '501', 'one-never-ends'],
      ['1003', '501', 'one-never-ends'],
      ['1004', '501', 'challenge'],
    ]);
  });

  it('numbers what a scenario needs besides after everything else', () => {
    const state = initialState({ scenarios: [SCENARIOS['foreign-terminal'], SCENARIOS.success] }, 0);
    expect(Object.values(state.connections).map(({ scenario }) => scenario)).to.deep.equal([
      'foreign-terminal',
      'success',
      'foreign-terminal',
    ]);
  });

  it('writes the history of a scenario before the start', () => {
    const state = initialState({ scenarios: [SCENARIOS['stale-terminal']], startAt: 1_768_467_600_000 }, 0);
    expect(state.events.map(({ type }) => type)).to.deep.equal(['TRANSACTIONS_SUCCESS', 'SYNC_ALL_SUCCESS']);
    expect(state.events[1]?.text).to.contain(`"creation_date":${1_768_467_600 - 3_590}`);
  });

  it('holds the clock where a scenario says', () => {
    expect(initialState({ scenarios: [SCENARIOS['seed-payload']] }, 0).clock.heldAt).to.equal(1_528_112_060_000);
  });
});
