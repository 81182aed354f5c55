import { expect } from 'chai';
import { readObject } from '../../../../lib/sandbox/core/endpoints/readObject.js';

describe('readObject', () => {
  it('reads an object', () => {
    expect(readObject('{"a":1}')?.get('a')).to.equal(1);
  });

  for (const text of ['', 'null', '[]', '7', '{']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(readObject(text)).to.equal(undefined);
    });
  }
});
