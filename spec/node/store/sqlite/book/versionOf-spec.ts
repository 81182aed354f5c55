import { expect } from 'chai';
import { versionOf } from '../../../../../lib/node/store/sqlite/book/versionOf.js';

describe('versionOf', () => {
  it('reads the moment of the last change', () => {
    expect(versionOf('1970-01-01T00:00:01Z', 1_000)).to.equal(1_000);
    expect(versionOf('1970-01-01T01:00:01+01:00', 9_000)).to.equal(1_000);
  });

  it('takes a moment without zone for UTC, wherever it runs', () => {
    expect(versionOf('1970-01-01T00:00:01', 9_000)).to.equal(1_000);
  });

  it('believes a change after the window: a record is shown as it is when the window is asked for, days later at the most', () => {
    expect(versionOf('1970-01-01T02:00:00Z', 9_000)).to.equal(7_200_000);
    expect(versionOf('1970-01-09T00:00:00Z', 0)).to.equal(8 * 86_400_000);
  });

  it('believes no change that is later than any window can be asked for', () => {
    expect(versionOf('1970-01-09T00:00:01Z', 0)).to.equal(0);
    expect(versionOf('2099-01-01T00:00:00Z', 7)).to.equal(7);
  });

  it('falls back on the window for what is missing or no date', () => {
    expect([versionOf(undefined, 7), versionOf('yesterday', 7)]).to.deep.equal([7, 7]);
  });
});
