import { expect } from 'chai';
import { firstValueFrom, toArray } from 'rxjs';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { closedWindow } from '../../../lib/model/closedWindow.js';
import { caught } from '../../support/caught.js';
import { fixedHttp, type FixedAnswer } from '../../support/fixedHttp.js';
import { instantly } from '../../support/instantly.js';
import { wireNotice, wireUser, yodleeOver } from '../../support/yodlee.js';

const WINDOW = closedWindow(new Date('2026-11-21T09:00:00Z'), new Date('2026-11-21T09:59:59Z'));
const NOW = Date.UTC(2026, 10, 21, 10, 20);
const open = (...answers: readonly FixedAnswer[]) => {
  const { http, requests } = fixedHttp(...answers);
  return { requests, api: yodleeOver(http, { scheduler: instantly(NOW), extraHeaders: { locale: 'en_US' } }) };
};
const page = (userData: unknown, headers = {}) => jsonResponse(200, { userData }, headers);
const asked = { userId: 'a+b&c:d', window: WINDOW, skip: 0 };

describe('windowReads', () => {
  it('lists changes of an hour, to the second, with the admin token', async () => {
    const { api, requests } = open(jsonResponse(200, wireNotice([wireUser('ann')])));
    const decoded = await firstValueFrom(api.listChanges(WINDOW).pipe(toArray()));
    expect(decoded.map(({ kind }) => kind)).to.deep.equal(['intents', 'notification']);
    expect(requests[0]?.url.href).to.equal(
      'https://yodlee.test/ysl/dataExtracts/events?eventName=DATA_UPDATES&fromDate=2026-11-21T09%3A00%3A00Z&toDate=2026-11-21T09%3A59%3A59Z',
    );
    expect(requests[0]?.headers).to.deep.equal({
      accept: 'application/json',
      'api-version': '1.1',
      authorization: 'Bearer t1',
      locale: 'en_US',
    });
  });

  for (const body of [
    {},
    { event: {} },
    { event: { data: {} } },
    { event: { info: 'DATA_UPDATES', data: { userData: [] } } },
  ]) {
    it(`takes ${JSON.stringify(body)} for no changes`, async () => {
      const decoded = await firstValueFrom(open(jsonResponse(200, body)).api.listChanges(WINDOW).pipe(toArray()));
      expect(decoded.map(({ kind }) => kind)).to.deep.equal(['notification']);
    });
  }

  for (const [what, response] of [
    ['HTML', { status: 200, headers: { 'content-type': 'text/html' }, body: new TextEncoder().encode('{}') }],
    ['an answer without a body', { status: 200, headers: {}, body: new Uint8Array() }],
    ['an answer of spaces', { status: 200, headers: {}, body: new TextEncoder().encode(' \n') }],
    ['null', jsonResponse(200, null)],
    ['a list', jsonResponse(200, [])],
    ['half an answer', { status: 200, headers: {}, body: new TextEncoder().encode('{"event":{') }],
  ] as const) {
    it(`takes ${what} for an error, never for quiet`, async () => {
      const error = await caught(() => firstValueFrom(open(response).api.listChanges(WINDOW).pipe(toArray())));
      expect(error).to.include({ name: 'DecodeError', operation: 'list changes' });
    });
  }

  it('sends no window that ends in upstream’s future, as upstream’s clock goes', async () => {
    const window = closedWindow(new Date(NOW - 60_000), new Date(NOW + 1_000));
    const early = open(jsonResponse(200, {}));
    expect(await caught(() => firstValueFrom(early.api.listChanges(window)))).to.include({
      name: 'UpstreamRefusedError',
      reason: 'windowInFuture',
      verdict: 'retry',
    });
    expect(await caught(() => firstValueFrom(early.api.readUserData({ ...asked, window })))).to.include({
      reason: 'windowInFuture',
    });
    expect(early.requests).to.deep.equal([]);
    const ahead = open(jsonResponse(200, {}, { date: new Date(NOW + 60_000).toUTCString() }));
    await firstValueFrom(ahead.api.listChanges(WINDOW));
    expect(ahead.api.upstreamNow().getTime()).to.equal(NOW + 60_000);
    await firstValueFrom(ahead.api.listChanges(window));
    expect(ahead.requests).to.have.length(2);
    const behind = open(jsonResponse(200, {}, { date: new Date(NOW - 7_200_000).toUTCString() }));
    await firstValueFrom(behind.api.readUserData(asked));
    await firstValueFrom(behind.api.readUserData(asked));
    expect(await caught(() => firstValueFrom(behind.api.listChanges(WINDOW)))).to.include({ reason: 'windowInFuture' });
  });

  it('refuses a window that upstream would not take, at the call', () => {
    const { api } = open(jsonResponse(200, {}));
    const long = { from: new Date(NOW - 3_601_000), until: new Date(NOW) };
    expect(() => api.listChanges(long)).to.throw(/^window/);
    expect(() => api.readUserData({ ...asked, window: { from: new Date(NOW), until: new Date(NOW) } })).to.throw(
      /^window/,
    );
    expect(() => api.readUserData({ ...asked, skip: -1 })).to.throw(/^skip/);
    expect(() => api.readUserData({ ...asked, userId: 'a b' })).to.throw(/^userId: (?!.*a b)/);
  });

  it('asks for user data with one second more, in case upstream leaves out the last, once that second has come', async () => {
    const { api, requests } = open(page([{ user: { loginName: 'a+b&c:d' } }]));
    const until = new Date(NOW);
    await firstValueFrom(api.readUserData({ ...asked, window: { from: new Date(NOW - 60_000), until } }));
    expect(requests[0]?.url.searchParams.get('toDate')).to.equal('2026-11-21T10:20:00Z');
    const early = { from: new Date(NOW - 60_000), until: new Date(NOW + 1_000) };
    expect(await caught(() => firstValueFrom(api.readUserData({ ...asked, window: early })))).to.include({
      reason: 'windowInFuture',
    });
    expect(requests).to.have.length(1);
  });

  it('reads the first page as documented, and later ones with skip, top and select', async () => {
    const { api, requests } = open(page([{ user: { loginName: 'a+b&c:d' } }]));
    await firstValueFrom(api.readUserData(asked));
    await firstValueFrom(api.readUserData({ ...asked, skip: 500 }));
    const base =
      'https://yodlee.test/ysl/dataExtracts/userData?loginName=a%2Bb%26c%3Ad&fromDate=2026-11-21T09%3A00%3A00Z&toDate=2026-11-21T10%3A00%3A00Z';
    expect(requests.map(({ url }) => url.href)).to.deep.equal([base, `${base}&skip=500&top=500&select=transaction`]);
  });

  it('renews a refused token once, then takes the user for gone', async () => {
    const refused = jsonResponse(401, { errorCode: 'Y020' });
    const cured = open(refused, page([]));
    await firstValueFrom(cured.api.readUserData(asked));
    expect(cured.requests.map(({ headers }) => headers['authorization'])).to.deep.equal(['Bearer t1', 'Bearer t2']);
    const gone = open(refused, refused, page([]));
    expect(await caught(() => firstValueFrom(gone.api.readUserData(asked)))).to.include({
      reason: 'userGoneOrRevoked',
    });
    expect(gone.requests).to.have.length(2);
  });

  it('takes no user for gone because two tokens expired', async () => {
    const expired = jsonResponse(401, { errorCode: 'Y023' });
    const { api, requests } = open(expired, expired, page([]));
    expect(await caught(() => firstValueFrom(api.readUserData(asked)))).to.include({
      reason: 'tokenExpired',
      verdict: 'retry',
    });
    expect(requests).to.have.length(2);
  });

  it('repeats nothing else', async () => {
    for (const status of [400, 403, 404, 429, 500, 503]) {
      const { api, requests } = open(jsonResponse(status, {}));
      await caught(() => firstValueFrom(api.readUserData(asked)));
      expect(requests).to.have.length(1);
    }
  });
});
