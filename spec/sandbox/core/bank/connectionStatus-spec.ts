import { expect } from 'chai';
import { connectionStatus } from '../../../../lib/sandbox/core/bank/connectionStatus.js';

describe('connectionStatus', () => {
  const rows = [
    ['', 'NONE'],
    ['SUCCESS SUCCESS', 'SUCCESS'],
    ['SUCCESS EMPTY', 'SUCCESS'],
    ['SUCCESS PARTIAL_SUCCESS', 'PARTIAL_SUCCESS'],
    ['PARTIAL_SUCCESS PARTIAL_SUCCESS', 'PARTIAL_SUCCESS'],
    ['SUCCESS TOKEN_EXPIRED', 'FAILED'],
    ['PARTIAL_SUCCESS AUTH_FAILED', 'FAILED'],
    ['RUNNING TOKEN_EXPIRED', 'RUNNING'],
    ['SOMETHING_NEW', 'FAILED'],
    ['CLOSED CLOSED', 'CLOSED'],
  ] as const;
  for (const [channels, status] of rows) {
    it(`makes ${status} of ${channels === '' ? 'no channel' : channels}`, () => {
      const list = channels.split(' ').filter((one) => one !== '');
      expect(connectionStatus(list.map((one) => ({ status: one })))).to.equal(status);
    });
  }
});
