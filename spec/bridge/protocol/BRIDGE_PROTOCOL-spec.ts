import { expect } from 'chai';
import { BRIDGE_PROTOCOL } from '../../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';

describe('BRIDGE_PROTOCOL', () => {
  it('has its version in its name, and is a token that a header may list', () => {
    expect(BRIDGE_PROTOCOL).to.match(/^[\w.]+\.v\d+$/u);
  });
});
