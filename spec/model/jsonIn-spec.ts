import { expect } from 'chai';
import { jsonIn } from '../../lib/model/jsonIn.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('jsonIn', () => {
  it('reads JSON, and undefined for anything else', () => {
    expect(jsonIn(bytes('{"a":1}'))).to.deep.equal({ a: 1 });
    expect(jsonIn(bytes('{'))).to.equal(undefined);
    expect(jsonIn(new Uint8Array())).to.equal(undefined);
  });
});
