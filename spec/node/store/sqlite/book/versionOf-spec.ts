import { expect } from 'chai';
import { versionOf } from '../../../../../lib/node/store/sqlite/book/versionOf.js';

describe('versionOf', () => {
  it('reads the moment of the last change', () => {
    expect(versionOf('1970-01-01T00:00:01Z', 0)).to.equal(1_000);
    expect(versionOf('1970-01-01T01:00:01+01:00', 0)).to.equal(1_000);
  });

  it('takes a moment without zone for UTC, wherever it runs', () => {
    expect(versionOf('1970-01-01T00:00:01', 0)).to.equal(1_000);
  });

  it('falls back on the window for what is missing or no date', () => {
    expect([versionOf(undefined, 7), versionOf('yesterday', 7)]).to.deep.equal([7, 7]);
  });
});
