import { expect } from 'chai';
import fc from 'fast-check';
import { closedWindow } from '../../../lib/model/closedWindow.js';
import { bytesOf, cut, decodeAll, decodeChunks, RECEIVED_AT, wireNotice, wireUser } from '../../support/yodlee.js';

const WINDOW = closedWindow(new Date('2026-11-21T10:00:00Z'), new Date('2026-11-21T10:14:59Z'));
const PAD = 'x'.repeat(300_000);
/** The same notification, once small and once too large to be read at one go. */
const SIZES = [
  ['small', {}],
  ['large', { pad: PAD }],
] as const;

describe('decodeNotice', () => {
  for (const [size, extra] of SIZES) {
    describe(`of a ${size} body`, () => {
      it('gives the users as intents in groups of 64, then the notification', async () => {
        const names = Array.from({ length: 150 }, (_, at) => `user${String(at)}`);
        const { groups, intents, notifications, bad, anomalies } = await decodeAll(
          wireNotice(
            names.map((name) => wireUser(name)),
            extra,
          ),
        );
        expect(intents.map(({ userId }) => userId)).to.deep.equal(names);
        expect(intents[0]?.window).to.deep.equal(WINDOW);
        expect(groups.map((group) => (group.kind === 'intents' ? group.intents.length : group.kind))).to.deep.equal([
          64,
          64,
          22,
          'notification',
        ]);
        expect([bad, anomalies]).to.deep.equal([[], []]);
        expect(notifications).to.deep.equal([
          {
            kind: 'dataUpdates',
            info: 'DATA_UPDATES.USER_DATA',
            notificationId: 'dbc7b225-164147399',
            receivedAt: RECEIVED_AT,
            window: WINDOW,
            userCount: 150,
            data: { userCount: 150, fromDate: '2026-11-21T10:00:00Z', toDate: '2026-11-21T10:14:59Z' },
          },
        ]);
      });

      it('sets bad users aside with what can be said of them, and lets the others flow', async () => {
        const users = [
          wireUser('ann'),
          { user: {} },
          { user: { loginName: 'bob' }, links: 7 },
          {
            ...wireUser('cid'),
            links: [{ ...wireUser('cid').links[0], methodType: 'DELETE' }, wireUser('cid').links[0]],
          },
          wireUser('eve', '2026-11-21T10:00:00Z', '2026-11-21T09:00:00Z'),
          { user: { loginName: 'fay' }, links: [{ rel: 'other', href: 'x' }] },
          wireUser('gus'),
        ];
        const { intents, bad, notifications } = await decodeAll(wireNotice(users, extra));
        expect(intents.map(({ userId }) => userId)).to.deep.equal(['ann', 'cid', 'gus']);
        expect(bad.map(({ userId, failures }) => [userId, failures[0]])).to.deep.equal([
          [undefined, { path: 'user.loginName', expected: 'LoginName' }],
          ['bob', { path: 'links', expected: 'null' }],
          ['cid', { path: 'links.0.methodType', expected: 'GET' }],
          ['eve', { path: 'links.0.toDate', expected: 'a date not before fromDate' }],
          ['fay', { path: 'links', expected: 'a link with rel getUserData' }],
        ]);
        expect(notifications).to.have.length(1);
      });

      it('does not trust the count', async () => {
        const { intents, anomalies } = await decodeAll(wireNotice([wireUser('ann')], { ...extra, userCount: 9 }));
        expect(intents).to.have.length(1);
        expect(anomalies).to.deep.equal(['userCount']);
      });

      it('gives a link without dates the window of the notification, though that comes later', async () => {
        const href = 'userData?loginName=ann';
        const entry = { user: { loginName: 'ann' }, links: [{ rel: 'getUserData', href }] };
        const { userData, ...data } = wireNotice([entry], extra).event.data;
        const { intents, bad } = await decodeAll({ event: { data: { userData, ...data }, info: 'DATA_UPDATES' } });
        expect(intents).to.deep.equal([{ userId: 'ann', window: WINDOW }]);
        expect(bad).to.deep.equal([]);
        const lost = await decodeAll({ event: { data: { userData: [entry], pad: PAD } } });
        expect(lost.bad[0]).to.deep.include({ userId: 'ann', failures: [{ path: 'fromDate', expected: 'a date' }] });
      });

      it('does the same with a form, and with a form whose label is missing', async () => {
        const notice = wireNotice([wireUser('orgId:userId'), wireUser('a+b&c%d')], extra);
        const form = `a=1&payload=${encodeURIComponent(JSON.stringify(notice)).replaceAll('%20', '+')}&b=2`;
        const [plain, formed] = [await decodeAll(notice), await decodeAll(form)];
        expect(formed.groups).to.deep.equal(plain.groups);
        expect(plain.intents.map(({ userId }) => userId)).to.deep.equal(['orgId:userId', 'a+b&c%d']);
      });

      it('changes no prototype, and hands no such member on', async () => {
        const text = JSON.stringify(wireNotice([wireUser('ann')], extra))
          .replace('"event":{', '"event":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},')
          .replace('"user":{', '"__proto__":{"polluted":1},"user":{');
        const { intents, notifications } = await decodeAll(text);
        expect(intents).to.have.length(1);
        expect(Object.getOwnPropertyNames(notifications[0]?.data)).not.to.include.members(['__proto__']);
        expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
      });
    });
  }

  it('gives the same for any chunks', async () => {
    const users = [
      wireUser('ann'),
      { user: { loginName: 'b"{}[]\\u' }, links: [] },
      { user: { loginName: 'bad name' } },
      wireUser('é€𝄞ü'),
      { ...wireUser('cid'), deep: [{ a: ['{', '}', '\\"', '\\\\'] }] },
      { user: { loginName: 'dan' }, links: [{ rel: 'getUserData', href: 'userData' }] },
      7,
      null,
    ];
    const { event } = wireNotice(users);
    const { userData, ...data } = event.data;
    const orders = [
      { event },
      { event: { data: { userData, ...data }, info: event.info } },
      { info: event.info, data: { ...data, pad: PAD.slice(0, 270_000), userData } },
      { event: { data: { userData, pad: PAD.slice(0, 270_000), ...data }, other: [{ data: { userData } }] } },
    ].map(bytesOf);
    const wholes = await Promise.all(orders.map((bytes) => decodeChunks([bytes])));
    expect(wholes.map(({ intents }) => intents.length)).to.deep.equal([4, 4, 4, 4]);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: orders.length - 1 }),
        fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 99_999 })), { minLength: 1 }),
        async (which, lengths) => {
          const bytes = orders[which] ?? new Uint8Array();
          const { groups } = await decodeChunks(
            cut(bytes, bytes.length > 9_999 ? lengths.map((n) => n + 50) : lengths),
          );
          expect(groups).to.deep.equal(wholes[which]?.groups);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads large and small bodies alike', async () => {
    const entry = fc.oneof(
      fc.constantFrom(wireUser('ann'), wireUser('bob'), { user: { loginName: 'x' } }, null, 'text', [wireUser('cid')]),
      fc.object({ maxDepth: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 20 }), async (users) => {
        const small = await decodeAll(wireNotice(users));
        const large = await decodeAll(wireNotice(users, { pad: PAD }));
        expect(large.intents).to.deep.equal(small.intents);
        expect(large.bad).to.deep.equal(small.bad);
        expect(large.anomalies).to.deep.equal(small.anomalies);
      }),
      { numRuns: 60 },
    );
  });

  for (const [what, body, expected] of [
    ['nothing', '', 'JSON'],
    ['spaces', ' \n', 'JSON'],
    ['a page of HTML', '<html>', 'a JSON object'],
    ['a list', '[]', 'a JSON object'],
    ['a number', '42', 'a JSON object'],
    ['half a document', '{"event":{"info":"DATA', 'a complete JSON document'],
    ['more than a document', '{"event":{}} x', 'nothing after the document'],
    ['a form without the field', 'a=1&b=2', 'a form field payload'],
    ['a trailing comma', '{"event":{},}', 'JSON'],
    ['bare words', '{"event":{"info":nothing}}', 'JSON'],
  ] as const) {
    it(`sets ${what} aside`, async () => {
      const { bad, intents } = await decodeAll(body);
      expect(intents).to.deep.equal([]);
      expect(bad.map(({ failures }) => failures)).to.deep.equal([[{ path: '', expected }]]);
      expect(bad[0]?.bytes).to.equal(body.length);
      expect(bad[0]?.digest).to.have.length(32);
    });
  }

  it('keeps the users that came before the body was cut off', async () => {
    const text = JSON.stringify(wireNotice([wireUser('ann'), wireUser('bob'), wireUser('cid')]));
    const { intents, bad, notifications } = await decodeAll(text.slice(0, text.indexOf('cid') + 1));
    expect(intents.map(({ userId }) => userId)).to.deep.equal(['ann', 'bob']);
    expect(bad[0]?.failures).to.deep.equal([{ path: '', expected: 'a complete JSON document' }]);
    expect(notifications).to.deep.equal([]);
  });

  it('sets an entry that is nested too deep aside, and one that is too long', async () => {
    const deep = `{"user":{"loginName":"ann"},"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}`;
    const long = JSON.stringify({ ...wireUser('bob'), pad: PAD });
    const text = JSON.stringify(wireNotice([wireUser('cid'), 1, 2])).replace('1,2]', `${deep},${long}]`);
    const { intents, bad } = await decodeAll(text);
    expect(intents.map(({ userId }) => userId)).to.deep.equal(['cid']);
    expect(bad.map(({ failures, bytes }) => [failures[0]?.expected, bytes])).to.deep.equal([
      ['at most 32 levels', deep.length],
      ['at most 262144 bytes', long.length],
    ]);
  });

  it('takes users of a key that is there twice, and of one that is escaped', async () => {
    const user = (name: string): string => JSON.stringify([wireUser(name)]);
    const text = `{"event":{"info":"DATA_UPDATES","data":{"userData":${user('ann')},"user\\u0044ata":${user('bob')}}}}`;
    const { intents } = await decodeAll(text);
    expect(intents.map(({ userId }) => userId)).to.deep.equal(['ann', 'bob']);
  });

  const { info, data } = wireNotice([wireUser('ann')]).event;
  const [EVENT, DATA] = [JSON.stringify({ info, data }), JSON.stringify(data)];
  for (const [what, text] of [
    ['an event without anything after', `{"event":${EVENT},"event":{}}`],
    ['no event after', `{"event":${EVENT},"event":null}`],
    ['another info after', `{"event":${EVENT},"event":{"info":"REFRESH"}}`],
    ['no users after', `{"event":${EVENT},"event":{"data":{"userData":[]}}}`],
    ['no data after', `{"event":{"info":"DATA_UPDATES","data":${DATA},"data":{}}}`],
    ['no list after', `{"event":{"info":"DATA_UPDATES","data":${DATA.slice(0, -1)},"userData":null}}}`],
    ['an event without anything before', `{"event":{},"event":${EVENT}}`],
    [
      'a count before',
      `{"event":{"data":{"userCount":7}},"event":{"data":{"userData":${JSON.stringify(data.userData)}}}}`,
    ],
    ['data beside the event', `{"event":${EVENT},"data":{"fromDate":"2026-11-20T10:00:00Z"}}`],
  ] as const) {
    it(`keeps the user of a notice with ${what}, and reads the same of a large one`, async () => {
      const small = await decodeAll(text);
      const large = await decodeAll(text.replace('{', `{"pad":"${PAD}",`));
      expect(small.intents).to.deep.equal([{ userId: 'ann', window: WINDOW }]);
      expect(small.groups).to.deep.equal(large.groups);
      expect(small.anomalies).to.deep.equal(large.anomalies);
    });
  }

  it('reads the same of a small and of a large notice with an event that is there twice, and no users', async () => {
    const text = '{"event":{"info":"REFRESH"},"event":{}}';
    const [small, large] = [await decodeAll(text), await decodeAll(text.replace('{', `{"pad":"${PAD}",`))];
    expect(small.notifications[0]?.info).to.equal('REFRESH');
    expect(small.groups).to.deep.equal(large.groups);
  });

  it('passes the error of the body', async () => {
    const { decodeNotice } = await import('../../../lib/aggregators/yodlee/decodeNotice.js');
    const { instantly } = await import('../../support/instantly.js');
    const { throwError, lastValueFrom } = await import('rxjs');
    const context = { scheduler: instantly(), receivedAt: RECEIVED_AT, onAnomaly: () => {} };
    const error = await lastValueFrom(
      decodeNotice(
        throwError(() => new Error('gone')),
        context,
      ),
    ).catch(String);
    expect(error).to.equal('Error: gone');
  });
});
