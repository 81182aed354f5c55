import { expect } from 'chai';
import { entriesOf, isWanted } from '../../../lib/store/rules/entriesOf.js';
import { StoreClock } from '../../../lib/store/rules/StoreClock.js';
import { laneOf, spanOf } from '../../support/laneOf.js';

describe('entriesOf', () => {
  const lane = laneOf([spanOf(0, 60, { state: 'dead' }), spanOf(60, 90), spanOf(90, 99, { state: 'expired' })]);
  const held = { place: { tenant: 't1', consumer: 'default' }, userId: 'ann', lane };
  const clock = new StoreClock({ now: () => 0 });

  it('gives what is wanted, oldest first', () => {
    const states = (wanted?: readonly ('dead' | 'expired')[]) =>
      entriesOf(held, { tenant: 't1', ...(wanted && { states: wanted }) }, clock).map(({ state }) => state);
    expect(states()).to.deep.equal(['dead', 'waiting', 'expired']);
    expect(states(['dead', 'expired'])).to.deep.equal(['dead', 'expired']);
    expect(states([])).to.deep.equal([]);
  });

  it('wants everything when no state is named', () => {
    expect(isWanted(spanOf(0, 60), {})).to.equal(true);
    expect(isWanted(spanOf(0, 60), { states: ['dead'] })).to.equal(false);
  });
});
