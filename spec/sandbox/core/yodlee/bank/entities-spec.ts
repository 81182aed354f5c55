import { expect } from 'chai';
import { latest, live, remove, revise } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';

const DAY = 86_400;
const one = revise<string>([], new Map([['1', 'a']]), 100);

describe('revise', () => {
  it('adds versions and makes records, leaving the given ones as they are', () => {
    const two = revise(
      one,
      new Map([
        ['1', 'b'],
        ['2', 'c'],
      ]),
      200,
    );
    expect(two).to.deep.equal([
      {
        id: '1',
        versions: [
          { at: 100, value: 'a', deleted: false },
          { at: 200, value: 'b', deleted: false },
        ],
      },
      { id: '2', versions: [{ at: 200, value: 'c', deleted: false }] },
    ]);
    expect(one[0]?.versions).to.have.length(1);
    expect(revise(one, new Map(), 200)).to.equal(one);
  });

  it('keeps one version per second, the later one', () => {
    expect(revise(one, new Map([['1', 'b']]), 100)[0]?.versions).to.deep.equal([
      { at: 100, value: 'b', deleted: false },
    ]);
  });

  it('forgets what nobody may ask for any more, but never the version before', () => {
    const later = revise(revise(one, new Map([['1', 'b']]), 200), new Map([['1', 'c']]), 200 + 9 * DAY);
    expect(later[0]?.versions.map(({ value }) => value)).to.deep.equal(['b', 'c']);
  });
});

describe('remove', () => {
  it('deletes what fits and is there', () => {
    const gone = remove(one, (value) => value === 'a', 300);
    expect(gone[0]?.versions.at(-1)).to.deep.equal({ at: 300, value: 'a', deleted: true });
    expect(remove(gone, () => true, 400)).to.equal(gone);
  });
});

describe('live', () => {
  it('leaves out what is deleted', () => {
    expect(live(one)).to.deep.equal([{ id: '1', value: 'a', at: 100 }]);
    expect(live(remove(one, () => true, 300))).to.deep.equal([]);
  });
});

describe('latest', () => {
  it('gives the newest version', () => {
    expect(one.map(latest)).to.deep.equal([{ at: 100, value: 'a', deleted: false }]);
  });
});
