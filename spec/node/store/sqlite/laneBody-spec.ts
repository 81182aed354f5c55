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
            deaths: fc.integer({ min: 1, max: 3 }),
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

  it('writes what the files of today hold', () => {
    const span = { from: 0, until: 60, isCut: true, replayed: false, attempts: 1, since: 5 };
    const spans = ENTRY_STATES.map((state) => ({ ...span, state }));
    const written = { fence: 7, turn: 8, restedAt: 9, settling: { firstAt: 1, readyAt: 2 }, delivered: [span], spans };
    expect(encodeLane({ ...written, spans: [{ ...span, state: 'dead', replayed: true, cause: 'X' }] })).to.equal(
      '[7,8,9,[1,1],[[0,60,4,3,3,1,null,"X"]],[0,60]]',
    );
    expect(encodeLane(written)).to.equal(
      '[7,8,9,[1,1],[[0,60,4,0,1,1],[0,60,4,1,1,1],[0,60,4,2,1,1],[0,60,4,3,1,1],[0,60,4,4,1,1]],[0,60]]',
    );
    const fresh = {
      from: 90,
      until: 150,
      state: 'waiting',
      isCut: false,
      replayed: false,
      attempts: 0,
      since: 1,
    } as const;
    expect(encodeLane({ ...written, spans: [fresh], delivered: [] })).to.equal('[7,8,9,[1,1],[[90,60]],[]]');
    expect(ENTRY_STATES).to.deep.equal(['waiting', 'leased', 'parked', 'dead', 'expired']);
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
    for (const span of [[0, 1, 0, 9, 0, 0], [0], ['0', 1], [0, 1, null]]) {
      expect(() => decodeLane([0, 0, 0, [], [span], []])).to.throw(StoreUnavailableError);
    }
    expect(() => decodeLane([0, 0, 0, [1], [], []])).to.throw(StoreUnavailableError);
  });
});
