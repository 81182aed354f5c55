import { expect } from 'chai';
import { firstValueFrom, map, NEVER } from 'rxjs';
import { isRetryable } from '../../../lib/errors/isRetryable.js';
import { UnauthorizedError } from '../../../lib/errors/UnauthorizedError.js';
import { UpstreamTimeoutError } from '../../../lib/errors/UpstreamTimeoutError.js';
import { fakeHttpPort } from '../../../lib/testing/fakeHttpPort.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { caught } from '../../support/caught.js';
import { fixedHttp } from '../../support/fixedHttp.js';
import { adminTokens, yodleeOver } from '../../support/yodlee.js';

const refused = jsonResponse(401, { errorCode: 'Y020' });
const expired = jsonResponse(401, { errorCode: 'Y023' });

describe('callYodlee', () => {
  it(
    'has one deadline over the token, the permit and the exchange',
    marbles((helpers) => {
      const http = fakeHttpPort(helpers, { 'GET /ysl/configs/notifications/events': '-' }, {});
      const { subscriptions } = yodleeOver(http, { scheduler: helpers.scheduler, deadlineMs: 80 });
      const late = (ms: number, stage: 'token' | 'total' = 'total') =>
        new UpstreamTimeoutError('list subscriptions', ms, stage);
      helpers.expectObservable(subscriptions.list()).toBe('80ms #', undefined, late(80));
      helpers.expectObservable(subscriptions.list(undefined, { deadlineMs: 20 })).toBe('20ms #', undefined, late(20));
      const stuck = { tokens: { admin: { tokenKind: 'admin' as const, token: () => NEVER } } };
      const waiting = yodleeOver(http, { scheduler: helpers.scheduler, deadlineMs: 30, ...stuck });
      helpers.expectObservable(waiting.subscriptions.list()).toBe('30ms #', undefined, late(30, 'token'));
    }),
  );

  it(
    'counts the wait for a permit',
    marbles((helpers) => {
      const http = fakeHttpPort(
        helpers,
        { 'GET /ysl/configs/notifications/events': 'a' },
        { a: jsonResponse(200, {}) },
      );
      const { subscriptions } = yodleeOver(http, {
        scheduler: helpers.scheduler,
        deadlineMs: 500,
        rateLimit: { perSecond: 1, burst: 1 },
      });
      const list = subscriptions.list().pipe(map((all) => all.length));
      helpers.expectObservable(list).toBe('(a|)', { a: 0 });
      helpers
        .expectObservable(list)
        .toBe('500ms #', undefined, new UpstreamTimeoutError('list subscriptions', 500, 'permit'));
    }),
  );

  it('asks once more with another token, whatever the method, and not with the same', async () => {
    const done = { status: 204, headers: {}, body: new Uint8Array() };
    const { http, requests } = fixedHttp(refused, done);
    yodleeOver(http).subscriptions.delete('REFRESH').subscribe();
    expect(requests.map(({ headers }) => headers['authorization'])).to.deep.equal(['Bearer t1', 'Bearer t2']);
    const same = fixedHttp(refused, refused);
    const api = yodleeOver(same.http, { tokens: { admin: adminTokens('t1') } });
    expect(await caught(() => firstValueFrom(api.subscriptions.list()))).to.deep.include({ name: 'UnauthorizedError' });
    expect(same.requests).to.have.length(1);
    const twice = fixedHttp(refused, refused);
    const error = await caught(() => firstValueFrom(yodleeOver(twice.http).subscriptions.list()));
    expect(error).to.deep.equal(new UnauthorizedError('list subscriptions'));
    expect(twice.requests).to.have.length(2);
  });

  it('asks twice at most, and may be asked again when the other token had expired as well', async () => {
    for (const first of [refused, expired]) {
      const { http, requests } = fixedHttp(first, expired);
      const error = await caught(() => firstValueFrom(yodleeOver(http).subscriptions.list()));
      expect(error).to.include({ name: 'UpstreamRefusedError', code: 'Y023' });
      expect(isRetryable(error)).to.equal(true);
      expect(requests).to.have.length(2);
    }
  });

  it('refuses a deadline that is no number, at the call', () => {
    const { subscriptions } = yodleeOver(fixedHttp(refused).http);
    expect(() => subscriptions.delete('REFRESH', { deadlineMs: Number.NaN })).to.throw(/^deadlineMs/);
  });
});
