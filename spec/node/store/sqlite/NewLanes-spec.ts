import { expect } from 'chai';
import { NewLanes } from '../../../../lib/node/store/sqlite/NewLanes.js';
import { laneOf, spanOf } from '../../../support/laneOf.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

describe('NewLanes', () => {
  const lane = laneOf([spanOf(0, 60)]);
  const opened = async () => {
    const file = await sqliteScratch();
    const written = () => file.prepare('SELECT place, user, body FROM lanes ORDER BY place, user').all();
    return { file, written, lanes: new NewLanes(file) };
  };

  it('finds what it was given last, place by place', async () => {
    const { file, lanes } = await opened();
    const newer = laneOf([spanOf(0, 90)]);
    lanes.set(1, 'ann', lane);
    lanes.set(2, 'ann', newer);
    expect([lanes.find(1, 'ann'), lanes.find(2, 'ann'), lanes.find(1, 'bob')]).to.deep.equal([lane, newer, undefined]);
    lanes.set(1, 'ann', newer);
    expect(lanes.find(1, 'ann')).to.equal(newer);
    file.close();
  });

  for (const count of [1, 15, 16, 17, 40]) {
    it(`writes ${String(count)}, each once, and holds 15 at most until it is told to`, async () => {
      const { file, lanes, written } = await opened();
      for (let n = 0; n < count; n++) {
        lanes.set(1 + (n % 2), `user${String(n)}`, laneOf([spanOf(n, 200)]));
      }
      expect(written()).to.have.length.at.least(count - 15);
      lanes.write();
      lanes.write();
      const bodies = Array.from({ length: count }, (_, n) => `[0,0,0,[],[[${String(n)},${String(200 - n)}]],[]]`);
      expect(written().map(({ body }) => body)).to.have.members(bodies);
      expect(new Set(written().map(({ place, user }) => `${String(place)} ${String(user)}`)).size).to.equal(count);
      file.close();
    });
  }

  it('writes nothing of what was deleted or forgotten', async () => {
    const { file, lanes, written } = await opened();
    lanes.set(1, 'ann', lane);
    expect([lanes.delete(1, 'ann'), lanes.delete(1, 'ann'), lanes.delete(2, 'bob')]).to.deep.equal([
      true,
      false,
      false,
    ]);
    lanes.set(1, 'cat', lane);
    lanes.forget();
    lanes.write();
    expect(written()).to.deep.equal([]);
    expect(lanes.find(1, 'cat')).to.equal(undefined);
    lanes.set(1, 'dan', lane);
    lanes.write();
    expect(written().map(({ user }) => user)).to.deep.equal(['dan']);
    file.close();
  });
});
