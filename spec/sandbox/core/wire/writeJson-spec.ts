import { expect } from 'chai';
import { writeJson } from '../../../../lib/sandbox/core/wire/writeJson.js';

describe('writeJson', () => {
  it('writes what JSON.stringify writes', () => {
    const value = { a: [1, 'zwei "2"', true, null], b: { c: -0.5 } };
    expect(writeJson(value)).to.equal(JSON.stringify(value));
  });

  it('keeps every digit of a lexeme', () => {
    expect(writeJson({ n: { lexeme: '9007199254740993' } })).to.equal('{"n":9007199254740993}');
  });

  it('leaves undefined members out', () => {
    expect(writeJson({ a: undefined, b: 1 })).to.equal('{"b":1}');
  });
});
