import { expect } from 'chai';
import { linkHeader, pathWith } from '../../../../../lib/sandbox/core/yodlee/endpoints/linkHeader.js';

describe('linkHeader', () => {
  const links = [
    { rel: 'next', path: '/t?skip=5' },
    { rel: 'count', path: '/t/count' },
  ] as const;

  it('writes it malformed, well, or not at all', () => {
    expect(linkHeader(links, 'real')).to.equal(': /t?skip=5;rel=next, /t/count;rel=count');
    expect(linkHeader(links, 'rfc')).to.equal('</t?skip=5>; rel="next", </t/count>; rel="count"');
    expect([linkHeader(links, 'absent'), linkHeader([], 'real')]).to.deep.equal([undefined, undefined]);
  });
});

describe('pathWith', () => {
  it('encodes values and leaves out what is undefined', () => {
    expect(pathWith('/t', { a: 'x,y;z', b: undefined, c: 1 })).to.equal('/t?a=x%2Cy%3Bz&c=1');
    expect(pathWith('/t', {})).to.equal('/t');
  });
});
