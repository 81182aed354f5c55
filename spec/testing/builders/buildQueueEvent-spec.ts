import { expect } from 'chai';
import { buildConnection } from '../../../lib/testing/builders/buildConnection.js';
import { buildQueueEvent } from '../../../lib/testing/builders/buildQueueEvent.js';

describe('buildQueueEvent', () => {
  it('builds a terminal event of the default connection', () => {
    expect(buildQueueEvent()).to.deep.include({
      id: '20',
      type: 'SYNC_ALL_SUCCESS',
      connectionId: '1001',
      connection: buildConnection(),
    });
  });

  it('speaks of the connection that is given', () => {
    expect(buildQueueEvent({ connection: buildConnection({ id: '7' }) }).connectionId).to.equal('7');
    expect(buildQueueEvent({ id: '21', connectionId: '9' })).to.include({ id: '21', connectionId: '9' });
  });
});
