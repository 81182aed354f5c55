import { expect } from 'chai';
import { allNotices, notifiedWindows, trueNotices } from '../../../../../lib/sandbox/core/yodlee/truth/trueNotices.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const driver = new YodleeDriver({ switches: { notifyEveryS: '60' } }).admin();
driver.subscribe();
const answers = [503, 200];
driver.receive = () => answers.shift() ?? 200;
driver.act('add', 'user-2').pass(60).pass(600);

describe('trueNotices', () => {
  it('tells every try', () => {
    expect(trueNotices(driver.state, { skip: 0, top: 10 })).to.deep.equal([
      {
        id: 0,
        event: 'DATA_UPDATES',
        notificationId: trueNotices(driver.state, { skip: 0, top: 1 })[0]?.notificationId,
        forged: false,
        state: 'acknowledged',
        windows: [{ from: '2026-01-15T09:00:00Z', to: '2026-01-15T09:00:59Z', users: 1 }],
        attempts: [
          { at: '2026-01-15T09:01:00Z', status: 503 },
          { at: '2026-01-15T09:11:00Z', status: 200 },
        ],
      },
    ]);
    expect(trueNotices(driver.state, { skip: 1, top: 10 })).to.deep.equal([]);
  });
});

describe('notifiedWindows', () => {
  it('tells the windows of one user and when they were acknowledged', () => {
    expect(notifiedWindows(driver.state, 1)).to.deep.equal([
      {
        from: '2026-01-15T09:00:00Z',
        to: '2026-01-15T09:00:59Z',
        notice: 0,
        state: 'acknowledged',
        acknowledgedAt: '2026-01-15T09:11:00Z',
      },
    ]);
    expect(notifiedWindows(driver.state, 0)).to.deep.equal([]);
  });
});

describe('allNotices', () => {
  it('lists them in the order of making', () => {
    expect(allNotices(driver.state).map(({ id }) => id)).to.deep.equal([0]);
  });
});
