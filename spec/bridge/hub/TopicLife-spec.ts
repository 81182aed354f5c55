import { expect } from 'chai';
import fc from 'fast-check';
import { TopicLife } from '../../../lib/bridge/hub/TopicLife.js';
import { resolveTopicOptions, type TopicOptions } from '../../../lib/bridge/hub/TopicOptions.js';
import { anyLifeCommands, LifeModel, livingTopic } from '../../support/lifeModel.js';

/** A life with so many events, of the keys k1, k2 …, one a second, each offered at once. */
function lifeOf(events: number, options: TopicOptions = { key: String }): TopicLife {
  const life = new TopicLife('t', 'x.0', resolveTopicOptions<unknown>(options));
  for (let n = 1; n <= events; n++) {
    life.set(options.key === undefined ? undefined : `k${String(n)}`, String(n), n * 1_000);
    life.noteOffered(n * 1_000);
  }
  return life;
}

const at = (offset: number, epoch = 'x.0') => ({ epoch, offset });

describe('TopicLife, asked where a reader begins', () => {
  const HOUR = 3_600_000;
  for (const [name, life, since, now, expected] of [
    ['nothing was published and no position given', lifeOf(0), undefined, 0, { offset: 0, reason: 'first' }],
    ['no position is given', lifeOf(3), undefined, 0, { offset: 3, reason: 'first' }],
    ['zero events so far', lifeOf(0), at(0), 0, { offset: 0, reason: 'resumed' }],
    ['the same position', lifeOf(3), at(3), 0, { offset: 3, reason: 'resumed' }],
    ['the same position, though all has expired', lifeOf(3), at(3), HOUR, { offset: 3, reason: 'resumed' }],
    ['everything since is there', lifeOf(3), at(1), 0, { offset: 1, reason: 'resumed' }],
    ['everything is there, from the first on', lifeOf(3), at(0), 0, { offset: 0, reason: 'resumed' }],
    ['limited', lifeOf(9, { historyEvents: 3 }), at(5), 0, { offset: 9, reason: 'limited' }],
    ['limited, at the edge', lifeOf(9, { historyEvents: 3 }), at(6), 0, { offset: 6, reason: 'resumed' }],
    ['limited by size', lifeOf(9, { historyBytes: 1 }), at(7), 0, { offset: 9, reason: 'limited' }],
    ['expired', lifeOf(3), at(2), HOUR, { offset: 3, reason: 'expired' }],
    ['expired in part', lifeOf(3, { historyMs: 1_000 }), at(0), 3_500, { offset: 3, reason: 'expired' }],
    ['gone with its epoch', lifeOf(3), at(2, 'w.0'), 0, { offset: 3, reason: 'epochChanged' }],
    ['zero events in another epoch', lifeOf(0), at(0, 'w.0'), 0, { offset: 0, reason: 'epochChanged' }],
    ['ahead', lifeOf(3), at(4), 0, { offset: 3, reason: 'ahead' }],
  ] as const) {
    it(`tells the truth: ${name}`, () => {
      expect(life.startOf(since, 'now', now)).to.deep.equal(expected);
    });
  }

  it('begins with the oldest event when that is wanted', () => {
    const life = lifeOf(9, { historyEvents: 3 });
    expect(life.startOf(undefined, 'earliest', 0)).to.deep.equal({ offset: 6, reason: 'first' });
    expect(life.startOf(at(2), 'earliest', 0)).to.deep.equal({ offset: 6, reason: 'limited' });
    expect(life.startOf(at(7), 'earliest', 0)).to.deep.equal({ offset: 7, reason: 'resumed' });
    expect(life.startOf(undefined, 'earliest', HOUR)).to.deep.equal({ offset: 9, reason: 'first' });
  });
});

describe('TopicLife', () => {
  it('writes events and the snapshot as the protocol has them, whatever is in the names', () => {
    const life = new TopicLife('a "topic"\n', 'x', resolveTopicOptions<unknown>({ key: String }));
    life.set('a "key"', '{"n":1}', 0);
    const place = { topic: 'a "topic"\n', epoch: 'x', offset: 1 };
    expect(JSON.parse(life.framesAfter(0)?.frame.text ?? '')).to.deep.equal({
      kind: 'event',
      ...place,
      key: 'a "key"',
      data: { n: 1 },
    });
    expect(JSON.parse(life.snapshotFrame().text)).to.deep.equal({
      kind: 'snapshot',
      ...place,
      data: { 'a "key"': { n: 1 } },
    });
    life.remove('a "key"', 0);
    expect(JSON.parse(life.framesAfter(1)?.frame.text ?? '')).to.deep.equal({
      kind: 'event',
      ...place,
      offset: 2,
      key: 'a "key"',
      removed: true,
    });
  });

  it('writes the snapshot once for all who come before the next event', () => {
    const life = lifeOf(2);
    const first = life.snapshotFrame();
    expect(life.snapshotFrame()).to.equal(first);
    life.set('k1', '9', 0);
    expect(life.snapshotFrame().at).to.deep.equal({ topic: 't', epoch: 'x.0', offset: 3 });
  });

  it('says which key has to go when there are too many', () => {
    const life = lifeOf(2, { key: String, maxKeys: 2 });
    expect(life.set('k3', '3', 0)).to.equal('k1');
  });

  it('is what a plain list would be, whatever happens to it and whoever asks', () => {
    const bounds = fc.record({
      historyEvents: fc.constantFrom(1, 2, 5, 100),
      historyMs: fc.constantFrom(0, 10, 100, 1_000_000),
      historyBytes: fc.constantFrom(1, 500, 90_000, 10_000_000),
    });
    fc.assert(
      fc.property(bounds, anyLifeCommands(), (kept, commands) => {
        fc.modelRun(() => ({ model: new LifeModel(kept), real: livingTopic(kept) }), commands);
      }),
      { numRuns: 500 },
    );
  });
});
