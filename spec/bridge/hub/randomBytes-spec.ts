import { expect } from 'chai';
import { randomBytes } from '../../../lib/bridge/hub/randomBytes.js';

describe('randomBytes', () => {
  it('gives as many as were asked for, never the same twice', () => {
    const seen = new Set(Array.from({ length: 100 }, () => randomBytes(16).join()));
    expect(seen.size).to.equal(100);
    expect([0, 1, 32].map((count) => randomBytes(count).length)).to.deep.equal([0, 1, 32]);
  });
});
