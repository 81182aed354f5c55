import { expect } from 'chai';
import fc from 'fast-check';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { decodeLane, encodeLane } from '../../../../lib/node/store/sqlite/laneBody.js';
import { ENTRY_STATES } from '../../../../lib/store/rules/countSpans.js';

describe('laneBody', () => {
  const stretch = { from: fc.nat(), until: fc.nat() };
  const lane = fc.record(
    {
      fence: fc.nat(),
      turn: fc.nat(),
      restedAt: fc.nat(),
      settling: fc.record({ firstAt: fc.nat(), readyAt: fc.nat() }),
      spans: fc.array(
        fc.record(
          {
            ...stretch,
            state: fc.constantFrom(...ENTRY_STATES),
            isCut: fc.boolean(),
            replayed: fc.boolean(),
            attempts: fc.nat(),
            since: fc.nat(),
            readyAt: fc.nat(),
            cause: fc.string(),
          },
          { requiredKeys: ['from', 'until', 'state', 'isCut', 'replayed', 'attempts', 'since'] },
        ),
      ),
      delivered: fc.array(fc.record(stretch)),
    },
    { requiredKeys: ['fence', 'turn', 'restedAt', 'spans', 'delivered'] },
  );

  it('gives back what was written', () => {
    fc.assert(
      fc.property(lane, (one) => {
        expect(decodeLane(JSON.parse(encodeLane(one)))).to.deep.equal({ ...one });
      }),
    );
  });

  it('says corrupt for anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        fc.pre(!Array.isArray(body) || body.length < 6);
        expect(() => decodeLane(body))
          .to.throw(StoreUnavailableError)
          .with.property('fault', 'corrupt');
      }),
    );
    expect(() => decodeLane([0, 0, 0, [], [[0, 1, 9, 0, 0, 0]], []])).to.throw(StoreUnavailableError);
  });
});
