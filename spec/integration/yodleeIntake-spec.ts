import { expect } from 'chai';
import { lastValueFrom, NEVER, toArray } from 'rxjs';
import { createYodlee } from '../../lib/aggregators/yodlee/createYodlee.js';
import type { WebhookNotification } from '../../lib/model/WebhookNotification.js';
import { notificationListener } from '../../lib/node/notificationListener.js';
import { receiveNotification } from '../../lib/notification/receiveNotification.js';
import type { AdminTokenSource } from '../../lib/ports/YodleeTokens.js';
import type { HttpPort } from '../../lib/ports/HttpPort.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { withListener } from '../support/intakeServer.js';
import { SECRET } from '../support/webhook.js';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

const admin: AdminTokenSource = { tokenKind: 'admin', token: () => NEVER };
const http: HttpPort = {
  supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
  request: () => {
    throw new Error('the intake must not ask upstream');
  },
};

/** Writes a notice of changed data as upstream does, about the quarter of an hour that ended an hour ago. */
function noticeOf(users: readonly string[]): string {
  const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  const now = Date.now() - 3_600_000;
  const [fromDate, toDate] = [instant(now - 899_000), instant(now)];
  const userData = users.map((loginName) => ({
    user: { loginName },
    links: [
      {
        methodType: 'GET',
        rel: 'getUserData',
        href: `dataExtracts/userData?fromDate=${fromDate}&toDate=${toDate}&loginName=${loginName}`,
      },
    ],
  }));
  const data = { userData, userCount: users.length, fromDate, toDate };
  return JSON.stringify({ event: { info: 'DATA_UPDATES.USER_DATA', notificationId: 'n-1', data } });
}

const formOf = (json: string): string => `payload=${encodeURIComponent(json)}`;
const namesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `YSL${String(1_484_052_178_554 + at)}`);

async function withYodlee(
  use: (stand: {
    post(contentType: string, body: string): Promise<number>;
    users(): Promise<ReadonlySet<string>>;
    quarantined(): Promise<number>;
    readonly published: WebhookNotification[];
  }) => Promise<void>,
): Promise<void> {
  const inbox = memoryInbox();
  const yodlee = createYodlee({ baseUrl: 'https://yodlee.invalid/ysl', tokens: { admin }, http });
  const receive = receiveNotification(yodlee, inbox, {
    pathSecret: SECRET,
    knownUser: (_, id) => !id.startsWith('stranger'),
  });
  const published: WebhookNotification[] = [];
  receive.notifications$.subscribe((notification) => published.push(notification));
  await withListener(notificationListener(receive), async (port) => {
    await use({
      published,
      post: async (contentType, body) => {
        const url = `http://127.0.0.1:${String(port)}/hooks/${SECRET}`;
        const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': contentType } });
        return response.status;
      },
      users: async () => {
        const entries = await lastValueFrom(inbox.list({ tenant: 'default' }).pipe(toArray()));
        return new Set(entries.map(({ userId }) => userId));
      },
      quarantined: async () => (await lastValueFrom(inbox.listQuarantined('default').pipe(toArray()))).length,
    });
  });
}

describe('intake of Yodlee', () => {
  for (const [label, contentType, write] of [
    ['JSON', JSON_TYPE, (json: string) => json],
    ['a form', FORM_TYPE, formOf],
    ['JSON with the label of a form', FORM_TYPE, (json: string) => json],
    ['a form with the label of JSON', JSON_TYPE, formOf],
    ['JSON with no label that anybody knows', 'text/x-unknown', (json: string) => json],
  ] as const) {
    it(`keeps the windows of ${label}`, async () => {
      await withYodlee(async ({ post, users, published }) => {
        expect(await post(contentType, write(noticeOf(['orgId:user 1'.replace(' ', '-'), 'YSL2'])))).to.equal(200);
        expect(await users()).to.deep.equal(new Set(['orgId:user-1', 'YSL2']));
        expect(published.map(({ kind, userCount }) => [kind, userCount])).to.deep.equal([['dataUpdates', 2]]);
      });
    });
  }

  it('publishes what is of another kind, and what nobody knows', async () => {
    await withYodlee(async ({ post, users, published }) => {
      expect(
        await post(JSON_TYPE, '{"event":{"info":"REFRESH.PROCESS_COMPLETED","data":{"providerAccount":[]}}}'),
      ).to.equal(200);
      expect(await post(JSON_TYPE, '{"event":{"info":"CONSENT.NEW","data":{}}}')).to.equal(200);
      expect(published.map(({ kind }) => kind)).to.deep.equal(['refresh', 'unknown']);
      expect((await users()).size).to.equal(0);
    });
  });

  it('keeps the good users of a body with bad ones and strangers', async () => {
    await withYodlee(async ({ post, users, quarantined }) => {
      const notice = noticeOf(['YSL1', 'YSL2', 'stranger3', 'YSL4']).replace(
        '"methodType":"GET"',
        '"methodType":"DELETE"',
      );
      expect(await post(JSON_TYPE, notice)).to.equal(200);
      expect(await users()).to.deep.equal(new Set(['YSL2', 'YSL4']));
      expect(await quarantined()).to.equal(1);
    });
  });

  it('quarantines what has no sense', async () => {
    await withYodlee(async ({ post, users, quarantined }) => {
      for (const body of ['garbage', '{"event":', '[]', '"text"', 'payload=', '{"event":null}', '\0', '{}']) {
        expect(await post(JSON_TYPE, body), body).to.equal(200);
      }
      expect((await users()).size).to.equal(0);
      expect(await quarantined()).to.be.greaterThan(4);
    });
  });

  it('takes many thousand users in one form', async function () {
    this.timeout(20_000);
    await withYodlee(async ({ post, users }) => {
      const names = namesOf(20_000);
      expect(await post(FORM_TYPE, formOf(noticeOf(names)))).to.equal(200);
      expect((await users()).size).to.equal(20_000);
    });
  });
});
