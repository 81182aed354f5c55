import { expect } from 'chai';
import { hostMember } from '../../../lib/bridge/client/hostMember.js';

describe('hostMember', () => {
  it('finds what the host has', () => {
    expect(hostMember('URL')).to.equal(URL);
  });

  it('gives undefined for what it has not', () => {
    expect(hostMember('document')).to.be.undefined;
  });
});
