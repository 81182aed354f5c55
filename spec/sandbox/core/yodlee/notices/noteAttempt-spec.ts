import { expect } from 'chai';
import { tableGet } from '../../../../../lib/sandbox/core/yodlee/collections/Table.js';
import { addNotice } from '../../../../../lib/sandbox/core/yodlee/notices/addNotice.js';
import { noteAttempt } from '../../../../../lib/sandbox/core/yodlee/notices/noteAttempt.js';
import type { YodleeScenarioName } from '../../../../../lib/sandbox/core/yodlee/script/YODLEE_SCENARIOS.js';
import { playYodlee } from '../../../../support/playYodlee.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const noted = (status: number | undefined, switches: Readonly<Record<string, string>> = {}) => {
  const { state } = new YodleeDriver({ switches });
  const added = addNotice(state, { event: 'DATA_UPDATES', parts: [{ from: 0, to: 1, users: [0] }] }, 0);
  const notice = tableGet(added.notices, 0)!;
  return tableGet(
    noteAttempt(added, notice, { sentAt: 0, ...(status === undefined ? {} : { status }) }, 0).notices,
    0,
  )!;
};

describe('noteAttempt', () => {
  it('takes 2xx for delivered, or what the switch says', () => {
    const states = (acknowledgedBy: string) =>
      [200, 204, 302, 404, 500, undefined].map((status) => noted(status, { acknowledgedBy }).state === 'acknowledged');
    expect(states('2xx')).to.deep.equal([true, true, false, false, false, false]);
    expect(states('200')).to.deep.equal([true, false, false, false, false, false]);
    expect(states('any')).to.deep.equal([true, true, true, true, true, false]);
  });

  it('writes down every try', () => {
    expect(noted(503)).to.deep.include({ attempts: [{ at: 1_768_467_600, status: 503 }], failures: 1, failedAt: 0 });
    expect(noted(undefined).attempts).to.deep.equal([{ at: 1_768_467_600 }]);
  });

  it('gives up after the eighth retry, 1280 minutes on', () => {
    const driver = new YodleeDriver({ switches: { notifyEveryS: '60' } }).admin();
    driver.subscribe();
    driver.receive = () => 503;
    driver
      .act('add', 'user-1')
      .pass(60)
      .pass(1_280 * 60 - 1);
    expect(driver.truth().notices).to.include({ waiting: 1, discarded: 0 });
    driver.pass(1);
    expect(driver.truth().notices).to.include({ waiting: 0, discarded: 1 });
    expect(driver.sent.filter(({ kind }) => kind === 'webhook')).to.have.length(9);
  });

  const bodies = (name: YodleeScenarioName) =>
    playYodlee(name)
      .driver.sent.filter(({ kind }) => kind === 'webhook')
      .map(({ body }) => body);

  it('sends copies where the script says so', () => {
    const sent = bodies('duplicate-webhooks');
    expect(sent.length).to.equal(3 * new Set(sent).size);
  });

  it('brings more users under the same id where the script says so', () => {
    const ids = bodies('retried-with-more-users').map((body) => /"notificationId":"([^"]+)"/.exec(body)?.[1] ?? '');
    const [first = ''] = ids;
    const counts = bodies('retried-with-more-users')
      .filter((body) => body.includes(first))
      .map((body) => Number(/"userCount":(\d+)/.exec(body)?.[1]));
    expect(counts).to.deep.equal([5, 10]);
  });
});
