import { expect } from 'chai';
import { concat, EMPTY, finalize, firstValueFrom, map, NEVER, of, Subject, throwError, timer } from 'rxjs';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import type { WebhookNotification } from '../../lib/model/WebhookNotification.js';
import { createInFlightBudget } from '../../lib/notification/intake/createInFlightBudget.js';
import { type IntakeOptions, REQUEST_BYTES } from '../../lib/notification/intake/options.js';
import { receiveNotification } from '../../lib/notification/receiveNotification.js';
import type { RawRequest } from '../../lib/ports/NotificationReceiver.js';
import { type FakeInbox, fakeInbox } from '../support/fakeInbox.js';
import {
  decodeLines,
  type FakeNotificationApi,
  fakeBody,
  fakeNotificationApi,
} from '../support/fakeNotificationApi.js';
import { jsonResponse } from '../../lib/testing/jsonResponse.js';
import { marbles } from '../../lib/testing/marbles.js';
import { fixedHttp } from '../support/fixedHttp.js';
import { recordTelemetry } from '../support/oxlin.js';
import { SECRET, webhook } from '../support/webhook.js';
import { bytesOf, wireNotice, wireUser, yodleeOver } from '../support/yodlee.js';

interface Stand {
  readonly api?: FakeNotificationApi;
  readonly inbox?: FakeInbox;
  readonly options?: Partial<IntakeOptions>;
}

function intake({ api = fakeNotificationApi(), inbox = fakeInbox(), options = {} }: Stand = {}) {
  const receive = receiveNotification(api, inbox, { pathSecret: SECRET, ...options });
  const published: WebhookNotification[] = [];
  const failures: unknown[] = [];
  receive.notifications$.subscribe((notification) => published.push(notification));
  receive.failures$.subscribe((failure) => failures.push(failure));
  const answer = (request: RawRequest) => firstValueFrom(receive(request));
  const status = async (request: RawRequest) => (await answer(request)).status;
  return { receive, api, inbox, published, failures, answer, status };
}

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `u${String(at)}`);
const lines = (count: number) => new TextEncoder().encode(names(count).join('\n'));

describe('receiveNotification', () => {
  it(
    'answers once all is on stable storage, and reads while it stores',
    marbles(({ hot, cold, expectObservable, expectSubscriptions, scheduler, flush }) => {
      const body = hot(' a-b-c|', { a: lines(512), b: lines(512), c: lines(1) });
      const put = cold(' --p|');
      const expected = ' -------(r|)';
      const inbox = fakeInbox(() => put);
      const api = fakeNotificationApi({ scheduler, decode: decodeLines });
      const { receive, published } = intake({ api, inbox });
      expectObservable(receive(webhook(body)).pipe(map(({ status }) => status))).toBe(expected, { r: 200 });
      expectSubscriptions(body.subscriptions).toBe('^----!');
      flush();
      expectSubscriptions(put.subscriptions).toBe(['^-!', '--^-!', '-----^-!']);
      expect([inbox.users().length, published.length]).to.deep.equal([1_025, 1]);
    }),
  );

  it('stores the windows of every user before it says so, and publishes the notification then', () => {
    const stored = new Subject<void>();
    const { receive, inbox, published } = intake({ inbox: fakeInbox(() => stored) });
    const answers: number[] = [];
    receive(webhook(fakeBody(['a', 'b']))).subscribe(({ status }) => answers.push(status));
    expect([answers, published]).to.deep.equal([[], []]);
    stored.next();
    expect(answers).to.deep.equal([200]);
    expect(inbox.users()).to.deep.equal(['a', 'b']);
    expect(published).to.have.length(1);
  });

  it('answers a probe, whether GET, HEAD or an empty POST, and stores nothing', async () => {
    const { status, inbox, published, api } = intake();
    expect(await status(webhook(EMPTY, { method: 'GET' }))).to.equal(200);
    expect(await status(webhook(EMPTY, { method: 'HEAD' }))).to.equal(200);
    expect(await status(webhook(EMPTY))).to.equal(200);
    expect(await status(webhook(new Uint8Array()))).to.equal(200);
    expect([inbox.puts, inbox.quarantined, published, api.envelopes]).to.deep.equal([[], [], [], []]);
  });

  it('keeps the good users of a partly bad body, and quarantines the rest', async () => {
    const { status, inbox } = intake();
    expect(await status(webhook(fakeBody(['a', '!bad', 'b'])))).to.equal(200);
    expect(inbox.users()).to.deep.equal(['a', 'b']);
    expect(inbox.quarantined.flatMap(({ notices }) => notices.map(({ userId }) => userId))).to.deep.equal(['bad']);
  });

  it('quarantines garbage and answers as ever', async () => {
    const { answer, inbox } = intake();
    const garbage = await answer(webhook(new TextEncoder().encode('garbage')));
    expect(garbage).to.deep.equal(await answer(webhook(fakeBody(['a']))));
    expect(inbox.quarantined).to.have.length(1);
  });

  it('publishes notifications of other kinds and answers as ever', async () => {
    const { status, inbox, published } = intake();
    expect(await status(webhook(fakeBody([], { kind: 'refresh' })))).to.equal(200);
    expect(await status(webhook(fakeBody([], { kind: 'unknown' })))).to.equal(200);
    expect(published.map(({ kind }) => kind)).to.deep.equal(['refresh', 'unknown']);
    expect(inbox.puts).to.deep.equal([]);
  });

  it('gives a stranger’s notice the same answer, and stores nothing of it', async () => {
    const { answer, inbox } = intake({ options: { knownUser: (_, userId) => userId === 'a' } });
    const known = await answer(webhook(fakeBody(['a'])));
    const stranger = await answer(webhook(fakeBody(['s', '!t'])));
    expect(stranger).to.deep.equal(known);
    expect(inbox.users()).to.deep.equal(['a']);
    expect(inbox.quarantined).to.deep.equal([]);
  });

  it('leaves the stretch to the sweep when users were announced that did not come', async () => {
    const { status, inbox } = intake();
    expect(await status(webhook(fakeBody(['a'], { userCount: 2 })))).to.equal(200);
    expect(inbox.puts[0]?.options).to.not.have.property('covers');
  });

  it('counts users that were announced and did not come once, as the aggregator does', async () => {
    const telemetry = recordTelemetry();
    const api = yodleeOver(fixedHttp(jsonResponse(200, {})).http, { telemetry });
    const receive = receiveNotification(api, fakeInbox(), { pathSecret: SECRET });
    const body = bytesOf(wireNotice([wireUser('ann')], { userCount: 2 }));
    expect(await firstValueFrom(receive(webhook(body)))).to.include({ status: 200 });
    const anomalies = telemetry.counted.filter((line) => line.startsWith('notice_anomalies_total'));
    expect(anomalies).to.deep.equal(['notice_anomalies_total 1 tenant=default anomaly=userCount']);
  });

  it('cannot tell a wrong secret, a wrong address, or a path that is nobody’s apart', async () => {
    const { answer } = intake({ options: { allowFrom: ['198.51.100.0/24'] } });
    const wrongAddress = await answer(webhook(fakeBody(['a'])));
    expect(wrongAddress.status).to.equal(404);
    const wrongSecret = await answer(
      webhook(fakeBody(['a']), { path: `/hooks/${SECRET}x`, remoteAddress: '198.51.100.7' }),
    );
    expect(wrongSecret).to.deep.equal(wrongAddress);
  });

  it('takes the old secret and the new one while they change', async () => {
    const { status } = intake({ options: { pathSecret: [SECRET, `${SECRET}-new`] } });
    expect(await status(webhook(fakeBody(['a'])))).to.equal(200);
    expect(await status(webhook(fakeBody(['a']), { path: `/hooks/${SECRET}-new` }))).to.equal(200);
  });

  it('asks to come again when the store fails, and tells why', async () => {
    const cause = new StoreUnavailableError('full', 'put');
    const { answer, failures, published } = intake({ inbox: fakeInbox(() => throwError(() => cause)) });
    const { status, headers } = await answer(webhook(fakeBody(['a'])));
    expect([status, headers['retry-after']]).to.deep.equal([503, '30']);
    expect(failures).to.deep.equal([{ tenant: 'default', reason: 'store', cause }]);
    expect(published).to.deep.equal([]);
  });

  it('asks to come again when the store fails in the middle, and takes the whole body then', async () => {
    const inbox = fakeInbox((call) => (call === 1 ? throwError(() => new Error('full')) : of(undefined)));
    const { status } = intake({ inbox });
    const body = fakeBody(names(1_100));
    expect(await status(webhook(body))).to.equal(503);
    expect(await status(webhook(body))).to.equal(200);
    expect(new Set(inbox.users())).to.have.property('size', 1_100);
  });

  it(
    'does not wait for a store longer than its deadline',
    marbles(({ expectObservable, scheduler }) => {
      const { receive } = intake({ api: fakeNotificationApi({ scheduler }), inbox: fakeInbox(() => NEVER) });
      const statuses = receive(webhook(fakeBody(['a']))).pipe(map(({ status }) => status));
      expectObservable(statuses).toBe('5s (r|)', { r: 503 });
    }),
  );

  it('has a budget for all bodies at once, gives it back, and lets nobody in beyond it', async () => {
    const inFlight = createInFlightBudget(1_000 + 2 * REQUEST_BYTES);
    const options = { inFlight, maxBodyBytes: 1_000 };
    const held = new Subject<void>();
    const { receive, answer, failures } = intake({ inbox: fakeInbox(() => held), options });
    const first = receive(webhook(fakeBody(['a'.repeat(900)]))).subscribe();
    const refused = await answer(webhook(fakeBody(['b'.repeat(900)])));
    expect(refused.status).to.equal(503);
    expect(failures).to.deep.equal([{ tenant: 'default', reason: 'budget' }]);
    first.unsubscribe();
    expect(inFlight.usedBytes()).to.equal(0);
  });

  it('stops reading and storing when nobody waits for the answer', () => {
    const stopped: string[] = [];
    const mark = (what: string) => finalize<never>(() => void stopped.push(what));
    const body = concat(of(lines(512)), NEVER.pipe(mark('body')));
    const inbox = fakeInbox(() => NEVER.pipe(mark('put')));
    const { receive } = intake({ api: fakeNotificationApi({ decode: decodeLines }), inbox });
    receive(webhook(body)).subscribe().unsubscribe();
    expect(stopped).to.have.members(['body', 'put']);
  });

  it('hands the content type and its own clock to the decoder', async () => {
    const { status, api } = intake();
    await status(webhook(fakeBody([]), { headers: { 'content-type': 'text/plain' } }));
    expect(api.envelopes[0]).to.include({ contentType: 'text/plain' });
    expect(api.envelopes[0]?.receivedAt).to.be.a('date');
  });

  it('holds the body back while the store is busy', async () => {
    const flow: string[] = [];
    const request = webhook(concat(of(lines(512), lines(512), lines(512)), timer(5).pipe(map(() => lines(1)))), {
      flow: { pause: () => void flow.push('pause'), resume: () => void flow.push('resume') },
    });
    const inbox = fakeInbox(() => timer(1));
    const { status } = intake({ api: fakeNotificationApi({ decode: decodeLines }), inbox });
    expect(await status(request)).to.equal(200);
    expect(flow).to.deep.equal(['pause', 'resume']);
    expect(inbox.users()).to.have.length(1_537);
  });

  it('names no user and no secret in answers, counters, failures and errors', async () => {
    const inbox = fakeInbox((call) => (call % 2 === 0 ? of(undefined) : throwError(() => new Error('full'))));
    const { api, answer, failures } = intake({ inbox });
    const answers = [
      await answer(webhook(fakeBody(['canary-user', '!canary-bad'], { userCount: 9 }))),
      await answer(webhook(fakeBody(['canary-user']))),
      await answer(webhook(fakeBody(['canary-user']), { path: '/canary' })),
    ];
    expect(JSON.stringify([answers, api.counted, failures])).to.not.contain('canary');
  });
});
