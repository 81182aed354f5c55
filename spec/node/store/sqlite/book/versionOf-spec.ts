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

  it('believes no change that is later than the reading', () => {
    expect(versionOf('2099-01-01T00:00:00Z', 7)).to.equal(7);
  });

  it('falls back on the window for what is missing or no date', () => {
    expect([versionOf(undefined, 7), versionOf('yesterday', 7)]).to.deep.equal([7, 7]);
  });
});
