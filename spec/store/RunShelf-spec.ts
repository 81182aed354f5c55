import { expect } from 'chai';
import fc from 'fast-check';
import { RunShelf } from '../../lib/store/RunShelf.js';
import { runOf } from '../support/builders.js';

const OWNER = { tenant: 'default', userId: 'u1' };
const shelfWith = (...runs: readonly ReturnType<typeof runOf>[]): RunShelf => {
  const shelf = new RunShelf();
  for (const run of runs) shelf.put(run);
  return shelf;
};

describe('RunShelf', () => {
  it('finds a run by its identity and by its owner', () => {
    const [mine, other] = [runOf({ runId: 'r1' }), runOf({ runId: 'r2', userId: 'u2' })];
    const shelf = shelfWith(mine, other);
    expect(shelf.get('r1')).to.equal(mine);
    expect(shelf.of(OWNER)).to.deep.equal([mine]);
    expect(shelf.size).to.equal(2);
  });

  it('keeps a newer version in the place of the older', () => {
    const shelf = shelfWith(runOf({ runId: 'r1' }), runOf({ runId: 'r2' }), runOf({ runId: 'r1', queueId: 'q1' }));
    expect(shelf.size).to.equal(2);
    expect(shelf.oldest).to.deep.include({ runId: 'r1', queueId: 'q1' });
    expect(shelf.of(OWNER).map(({ runId }) => runId)).to.deep.equal(['r1', 'r2']);
  });

  it('forgets a run wherever it could be found', () => {
    const shelf = shelfWith(runOf({ runId: 'r1' }), runOf({ runId: 'r2' }));
    shelf.remove(runOf({ runId: 'r1' }));
    expect(shelf.get('r1')).to.equal(undefined);
    expect(shelf.of(OWNER).map(({ runId }) => runId)).to.deep.equal(['r2']);
    shelf.remove(runOf({ runId: 'r2' }));
    shelf.remove(runOf({ runId: 'r9', userId: 'u9' }));
    expect([shelf.size, shelf.oldest, shelf.of(OWNER)]).to.deep.equal([0, undefined, []]);
  });

  it('never takes one owner for another, whatever they are called', () => {
    const name = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\\', '/', '[') });
    fc.assert(
      fc.property(name, name, name, name, (tenant, userId, otherTenant, otherUser) => {
        fc.pre(tenant !== otherTenant || userId !== otherUser);
        const shelf = shelfWith(runOf({ tenant, userId }));
        expect(shelf.of({ tenant: otherTenant, userId: otherUser })).to.deep.equal([]);
        expect(shelf.of({ tenant, userId })).to.have.length(1);
      }),
    );
  });
});
