import { expect } from 'chai';
import { noticeKind } from '../../../lib/aggregators/yodlee/noticeKind.js';

describe('noticeKind', () => {
  for (const [info, kind] of [
    ['DATA_UPDATES.USER_DATA', 'dataUpdates'],
    ['DATA_UPDATES', 'dataUpdates'],
    ['REFRESH.PROCESS_COMPLETED', 'refresh'],
    ['AUTO_REFRESH_UPDATES', 'autoRefresh'],
    ['LATEST_BALANCE_UPDATES', 'latestBalance'],
    ['LATEST_BALANCE.COMPLETED', 'latestBalance'],
    ['INSIGHTS.X', 'insights'],
    ['CONSENT.REVOKED', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
  ] as const) {
    it(`takes ${JSON.stringify(info)} for ${kind}`, () => expect(noticeKind(info, false)).to.equal(kind));
  }

  it('takes users without a name for data', () => expect(noticeKind('', true)).to.equal('dataUpdates'));
});
