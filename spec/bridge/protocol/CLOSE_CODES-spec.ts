import { expect } from 'chai';
import { CLOSE_CODES } from '../../../lib/bridge/protocol/CLOSE_CODES.js';

describe('CLOSE_CODES', () => {
  it('gives each reason a code of its own', () => {
    const codes = Object.values(CLOSE_CODES);
    expect(new Set(codes).size).to.equal(codes.length);
  });

  it('uses only codes that an endpoint may send: registered ones, and 4000 to 4999', () => {
    for (const code of Object.values(CLOSE_CODES))
      expect([1000, 1009, 1012, 1013].includes(code) || code >= 4000).to.equal(true);
    expect(Math.max(...Object.values(CLOSE_CODES))).to.be.below(5000);
  });
});
