import { expect } from 'chai';
import fc from 'fast-check';
import { conflateEvents } from '../../../lib/bridge/hub/conflateEvents.js';
import type { KeptEvent } from '../../../lib/bridge/hub/KeptEvent.js';
import { frameOf } from '../../../lib/bridge/protocol/frameOf.js';

const eventsOf = (keys: readonly (string | undefined)[]): readonly KeptEvent[] =>
  keys.map((key, index) => ({ ...frameOf(String(index + 1)), offset: index + 1, publishedAt: 0, key }));
const shown = (events: readonly KeptEvent[]): string[] => events.map(({ key, offset }) => `${key ?? '-'}${offset}`);

describe('conflateEvents', () => {
  it('keeps the last event of each key, in the order of their offsets', () => {
    expect(shown(conflateEvents(eventsOf(['a', 'b', 'a', 'c', 'b'])))).to.deep.equal(['a3', 'c4', 'b5']);
  });

  it('takes events without a key for those of one key', () => {
    expect(shown(conflateEvents(eventsOf([undefined, undefined, 'a'])))).to.deep.equal(['-2', 'a3']);
    expect(conflateEvents([])).to.deep.equal([]);
  });

  it('folds to the same state as all of them', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', '__proto__'), { maxLength: 30 });
    fc.assert(
      fc.property(keys, (names) => {
        const all = eventsOf(names);
        const fold = (events: readonly KeptEvent[]) => new Map(events.map(({ key, offset }) => [key, offset]));
        expect([...fold(conflateEvents(all))].sort()).to.deep.equal([...fold(all)].sort());
        const offsets = conflateEvents(all).map(({ offset }) => offset);
        expect(offsets).to.deep.equal([...offsets].sort((one, other) => one - other));
      }),
    );
  });
});
