import { expect } from 'chai';
import fc from 'fast-check';
import { MemoryPlace } from '../../lib/store/MemoryPlace.js';
import { laneOf, spanOf } from '../support/laneOf.js';

const names = (lanes: Iterable<{ readonly userId: string }>): readonly string[] =>
  [...lanes].map(({ userId }) => userId);

describe('MemoryPlace', () => {
  it('gives lanes by when they are ready, then by turn, as they were last set', () => {
    const place = new MemoryPlace();
    place.set('ann', laneOf([spanOf(0, 60)], { turn: 2 }));
    place.set('bob', laneOf([spanOf(0, 60)], { turn: 1 }));
    place.set('cat', laneOf([spanOf(0, 60)], { turn: 0, restedAt: 9 }));
    expect(names(place.byReady())).to.deep.equal([]);
    expect(names(place.byEnd())).to.have.members(['ann', 'bob', 'cat']);
    expect([place.takeOver(59, 9), place.takeOver(60, 2), place.takeOver(60, 9)]).to.deep.equal([0, 2, 1]);
    expect(names(place.byReady())).to.deep.equal(['bob', 'ann', 'cat']);
    place.set('bob', laneOf([spanOf(0, 60)], { turn: 3 }));
    place.delete('cat');
    expect(place.takeOver(60, 9)).to.equal(1);
    expect(names(place.byReady())).to.deep.equal(['ann', 'bob']);
  });

  it('loses nobody when a reader stops early, or changes what it was given', () => {
    const place = new MemoryPlace();
    for (const [turn, user] of ['ann', 'bob', 'cat'].entries()) place.set(user, laneOf([spanOf(0, 60)], { turn }));
    place.takeOver(60, 9);
    for (const { userId } of place.byReady()) {
      if (userId === 'bob') break;
      place.set(userId, laneOf([spanOf(0, 60, { state: 'leased' })]));
    }
    expect(names(place.byReady())).to.deep.equal(['bob', 'cat']);
  });

  it('gives sleepers by when they wake', () => {
    const place = new MemoryPlace();
    place.set('ann', laneOf([spanOf(0, 60, { state: 'parked', readyAt: 9 })]));
    place.set('bob', laneOf([spanOf(0, 60, { state: 'parked', readyAt: 4 })]));
    place.set('cat', laneOf([spanOf(0, 60, { state: 'parked' })]));
    expect(names(place.byWaking())).to.deep.equal(['bob', 'ann']);
  });

  it('knows the oldest, however often lanes change', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(50)), { maxLength: 400 }), (changes) => {
        const place = new MemoryPlace();
        const model = new Map<string, number>();
        for (const [user, since] of changes) {
          place.set(String(user), laneOf([spanOf(0, 60, { since })]));
          model.set(String(user), since);
          expect(place.oldestSince).to.equal(Math.min(...model.values()));
        }
      }),
      { numRuns: 30 },
    );
    expect(new MemoryPlace().oldestSince).to.equal(Infinity);
  });
});
