import { expect } from 'chai';
import { resolveSwitches } from '../../../../lib/sandbox/core/switches/resolveSwitches.js';
import { terminalType } from '../../../../lib/sandbox/core/timeline/terminalType.js';

const channel = { definitionId: '1', mode: 'REDIRECT', unavailable: false } as const;

describe('terminalType', () => {
  it('is SYNC_ALL_SUCCESS unless the connection is FAILED', () => {
    for (const status of ['SUCCESS', 'PARTIAL_SUCCESS', 'RUNNING']) {
      expect(terminalType(resolveSwitches(), [{ ...channel, status }])).to.equal('SYNC_ALL_SUCCESS');
    }
  });

  it('is what the switch says, or nothing, for a FAILED connection', () => {
    const failed = [{ ...channel, status: 'AUTH_FAILED' }];
    expect(terminalType(resolveSwitches(), failed)).to.equal(undefined);
    expect(terminalType(resolveSwitches({ failureEvent: 'SYNC_ALL_FAILED' }), failed)).to.equal('SYNC_ALL_FAILED');
  });
});
