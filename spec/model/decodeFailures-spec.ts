import { expect } from 'chai';
import { isLeft } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decodeFailures } from '../../lib/model/decodeFailures.js';

const failuresOf = (codec: t.Mixed, value: unknown): unknown => {
  const decoded = codec.decode(value);
  return isLeft(decoded) ? decodeFailures(decoded.left) : [];
};

describe('decodeFailures', () => {
  const Thing = t.intersection([
    t.type({ list: t.array(t.type({ status: t.string })) }),
    t.partial({ at: t.union([t.number, t.null]) }),
  ]);

  it('joins the keys with dots and leaves the numbers of alternatives out', () => {
    expect(failuresOf(Thing, { list: [{ status: 'A' }, { status: 7 }], at: 'secret' })).to.deep.equal([
      { path: 'list.1.status', expected: 'string' },
      { path: 'at', expected: 'number' },
      { path: 'at', expected: 'null' },
    ]);
  });

  it('has an empty path for the whole', () => {
    expect(failuresOf(t.string, 7)).to.deep.equal([{ path: '', expected: 'string' }]);
  });

  it('never shows a value', () => {
    expect(JSON.stringify(failuresOf(Thing, { list: [{ status: 123454321 }], at: 'secret' }))).not.to.match(
      /secret|12345/,
    );
  });

  it('names ten places at most', () => {
    expect(
      failuresOf(
        t.array(t.string),
        Array.from({ length: 50 }, () => 7),
      ),
    ).to.have.lengthOf(10);
  });
});
