import { expect } from 'chai';
import { describeConnection } from '../../../lib/cli/output/describeConnection.js';
import { connection } from '../../support/syncUpdates.js';

describe('describeConnection', () => {
  it('says bank, status, and how each channel stands', () => {
    const channels = [
      { id: '1', mode: 'REDIRECT', status: 'SUCCESS', unavailable: false, lastEndAt: new Date('2026-01-02T03:04:05Z') },
      { id: '2', status: 'EMPTY', unavailable: false },
    ];
    expect(describeConnection(connection('7', { name: 'Banque', channels }))).to.equal(
      '7  Banque  SUCCESS  REDIRECT SUCCESS 2026-01-02T03:04:05.000Z, 2 EMPTY',
    );
    expect(describeConnection(connection('7'))).to.equal('7  SUCCESS');
  });
});
