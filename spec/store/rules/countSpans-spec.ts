import { expect } from 'chai';
import { addChange, countChange, ENTRY_STATES } from '../../../lib/store/rules/countSpans.js';
import { EMPTY_LANE } from '../../../lib/store/rules/Lane.js';

describe('countSpans', () => {
  const span = { from: 0, until: 60, isCut: true, replayed: false, attempts: 1, since: 0 };
  const lane = { ...EMPTY_LANE, spans: ENTRY_STATES.map((state) => ({ ...span, state })), delivered: [span] };

  it('counts what came and what went', () => {
    expect(Object.values(countChange(lane, undefined))).to.deep.equal([1, 1, 1, 1, 1, 1]);
    expect(Object.values(countChange(undefined, lane))).to.deep.equal([-1, -1, -1, -1, -1, -1]);
    expect(Object.values(countChange(lane, lane))).to.deep.equal([0, 0, 0, 0, 0, 0]);
  });

  it('adds in place', () => {
    const counts = countChange(lane, undefined);
    addChange(counts, lane, undefined);
    expect(counts.dead).to.equal(2);
  });
});
