import { expect } from 'chai';
import * as t from 'io-ts';
import { decodeWith } from '../../lib/model/decodeWith.js';

describe('decodeWith', () => {
  const decode = decodeWith(t.type({ name: t.string }));

  it('hands back the same object', () => {
    const value = { name: 'Ada', more: 1 };
    const decoded = decode(value);
    expect(decoded.kind === 'decoded' && decoded.value).to.equal(value);
  });

  it('says where it failed', () => {
    expect(decode({ name: 7 })).to.deep.equal({ kind: 'refused', failures: [{ path: 'name', expected: 'string' }] });
  });

  it('judges as the codec does where the fast path is stricter', () => {
    expect(decodeWith(t.type({ name: t.undefined }))({}).kind).to.equal('decoded');
    expect(
      decodeWith(t.type({ name: t.string }))(Object.assign(Object.create(null) as object, { name: 'Ada' })).kind,
    ).to.equal('decoded');
  });

  it('decodes with codecs that cannot be compiled', () => {
    expect(decodeWith(t.exact(t.type({ a: t.string })))({ a: 'x', b: 1 })).to.deep.equal({
      kind: 'decoded',
      value: { a: 'x' },
    });
  });
});
