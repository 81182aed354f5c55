import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { toNotification } from '../../../../lib/aggregators/yodlee/wire/toNotification.js';
import { decodeAll, RECEIVED_AT } from '../../../support/yodlee.js';

const context = { receivedAt: RECEIVED_AT, hasUsers: false };
const level = (members: object = {}) => new Map<string, unknown>(Object.entries(members));

describe('toNotification', () => {
  it('keeps what has no place of its own in data', () => {
    const event = level({ info: 'REFRESH.PROCESS_COMPLETED', loginName: 'ann', notificationId: 7 });
    expect(
      toNotification({ root: level({ x: 1 }), event, data: level({ providerAccount: [{ id: 5 }] }) }, context),
    ).to.deep.equal({
      kind: 'refresh',
      info: 'REFRESH.PROCESS_COMPLETED',
      notificationId: '7',
      receivedAt: RECEIVED_AT,
      data: { x: 1, loginName: 'ann', providerAccount: [{ id: 5 }] },
    });
  });

  it('leaves out what is too deep, and a name that is none', () => {
    const deep: unknown = JSON.parse('['.repeat(40) + ']'.repeat(40));
    const event = level({ info: 7, deep, data: deep });
    expect(toNotification({ root: level(), event, data: level() }, context)).to.deep.equal({
      kind: 'unknown',
      info: '7',
      receivedAt: RECEIVED_AT,
    });
  });

  it('believes no count that is none', () => {
    const event = level({ info: 'DATA_UPDATES' });
    for (const userCount of [-1, 1.5, '7', null]) {
      expect(toNotification({ root: level(), event, data: level({ userCount }) }, context).userCount).to.equal(
        undefined,
      );
    }
  });

  const autoRefresh = [
    {
      event: {
        info: 'AUTO_REFRESH_UPDATES',
        notificationTime: 'T',
        data: [{ loginName: 'ann', accountIds: [1112645899] }],
      },
    },
    {
      event: {
        info: 'AUTO_REFRESH_UPDATES',
        notificationTimestamp: 'T',
        data: [{ loginName: 'ann', accountId: 1112645899 }],
      },
    },
  ];
  for (const body of autoRefresh) {
    it(`hands ${Object.keys(body.event)[1] ?? ''} on with its list`, async () => {
      const { notifications, bad } = await decodeAll(body);
      expect(notifications[0]).to.deep.include({ kind: 'autoRefresh', data: body.event.data });
      expect(bad).to.deep.equal([]);
    });
  }

  it('reads insights without an envelope, and makes no intents of their links', async () => {
    const userData = [
      {
        user: { loginName: 'ann' },
        links: [{ methodType: 'GET', rel: 'feedURl', href: 'insights/feedExtracts?loginName=ann' }],
      },
    ];
    const body = {
      notificationId: 'a1',
      info: 'INSIGHTS.USER',
      data: { userCount: 1, fromDate: '2026-11-21T10:00:00Z', toDate: '2026-11-21T10:04:59Z', userData },
    };
    const { notifications, intents, bad } = await decodeAll(body);
    expect([intents, bad]).to.deep.equal([[], []]);
    expect(notifications[0]).to.include({ kind: 'insights', userCount: 1, notificationId: 'a1' });
    expect(notifications[0]?.window?.until.toISOString()).to.equal('2026-11-21T10:05:00.000Z');
  });

  it('passes a kind that nobody knows as it is, ids without loss', async () => {
    const { notifications, bad } = await decodeAll('{"event":{"info":"CONSENT.X","data":{"id":9007199254740993}}}');
    expect(bad).to.deep.equal([]);
    expect(notifications[0]).to.deep.include({ kind: 'unknown', info: 'CONSENT.X', data: { id: '9007199254740993' } });
  });

  it('reads the notification of the documentation', async () => {
    const seed = new URL('../../../../../spec/fixtures/yodlee/data-updates-legacy.json', import.meta.url);
    const { intents } = await decodeAll(readFileSync(seed, 'utf8'), { receivedAt: new Date('2017-01-11T11:20:00Z') });
    expect(intents[0]?.window.from.toISOString()).to.equal('2017-01-11T10:18:44.000Z');
    const late = await decodeAll(readFileSync(seed, 'utf8'), { receivedAt: RECEIVED_AT });
    expect(late.bad[0]).to.deep.include({
      userId: 'YSL1484052178554',
      failures: [{ path: 'links.0.fromDate', expected: 'undecidable' }],
    });
  });
});
