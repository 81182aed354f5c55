import { expect } from 'chai';
import { BridgeRefusedError } from '../../../lib/bridge/client/BridgeRefusedError.js';

describe('BridgeRefusedError', () => {
  it('says which topic and why, and who must act', () => {
    const cause = new Error('below');
    const error = new BridgeRefusedError('syncs/u1', 'forbidden', { cause });
    expect(error)
      .to.be.instanceOf(Error)
      .and.to.include({ name: 'BridgeRefusedError', whoMustAct: 'integrator', cause });
    expect(error).to.include({ topic: 'syncs/u1', code: 'forbidden' });
    expect(error.message).to.equal('topic "syncs/u1": forbidden');
  });
});
