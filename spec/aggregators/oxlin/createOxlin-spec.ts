import { expect } from 'chai';
import { concat, firstValueFrom, lastValueFrom, map, NEVER, range, toArray } from 'rxjs';
import { createOxlin } from '../../../lib/aggregators/oxlin/index.js';
import { answered, fakeTokens, fakeUpstream } from '../../support/fakeUpstream.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { BASE, oxlinOver, recordTelemetry } from '../../support/oxlin.js';

describe('createOxlin', () => {
  it('makes the calls of a sync', async () => {
    const http = fakeUpstream(({ method, url }) => {
      if (method === 'POST' && url.pathname.endsWith('/queues')) return answered(201, '', { location: '/queues/20' });
      if (method === 'POST' && url.pathname.endsWith('7/synchronize')) return answered(204);
      if (method === 'POST') return answered(200, { connection_links: ['/connections/7'] });
      if (url.pathname.endsWith('/accounts'))
        return answered(200, url.searchParams.get('page') === '1' ? [{ id: '5' }] : []);
      return answered(200, [{ id: '1', event_type: 'X' }]);
    });
    const user = oxlinOver(http).forUser('501');
    expect(await firstValueFrom(user.subscribeQueue())).to.equal('20');
    expect((await firstValueFrom(user.openQueue('20').read())).kind).to.equal('page');
    expect(await firstValueFrom(user.synchronize('7', 'LIST_ACCOUNTS'))).to.deep.equal({
      kind: 'accepted',
      connectionIds: ['7'],
    });
    expect(await firstValueFrom(user.synchronizeAll())).to.deep.equal({ kind: 'accepted', connectionIds: ['7'] });
    expect(await firstValueFrom(user.listAccounts('7'))).to.deep.equal([{ id: '5' }]);
    expect(http.paths).to.deep.equal([
      'POST /v2.1/queues',
      'GET /v2.1/queues/20',
      'POST /v2.1/connections/7/synchronize?type=LIST_ACCOUNTS',
      'POST /v2.1/connections/synchronize',
      'GET /v2.1/accounts?connection_id=7&limit=100&page=1',
      'GET /v2.1/accounts?connection_id=7&limit=100&page=2',
    ]);
  });

  it('gives one object for one user, with streams of its own', () => {
    const api = oxlinOver(fakeUpstream([]), { tenant: 'acme' });
    const ada = api.forUser('ada');
    expect(api.forUser('ada')).to.equal(ada);
    expect(api.forUser('bob')).not.to.equal(ada);
    expect(api.forUser('bob').pollers).not.to.equal(ada.pollers);
    expect(ada).to.include({ tenant: 'acme', userId: 'ada' });
    expect(api.forUser('bob').journal).to.equal(ada.journal);
  });

  it('replays the last 256 updates of a running sync, no more and no fewer', () => {
    const { runs } = oxlinOver(fakeUpstream([])).forUser('501');
    const update = { kind: 'retrying', operation: 'read queue', error: 'RateLimitedError', inMs: 1 } as const;
    const source = concat(
      range(1, 300).pipe(map((attempt) => ({ runId: 'r1', update: { ...update, attempt } }))),
      NEVER,
    );
    const place = runs.join('7', 0, () => source);
    const first = place.values.subscribe();
    const replayed: unknown[] = [];
    const late = place.values.subscribe(({ update: told }) =>
      replayed.push(told?.kind === 'retrying' ? told.attempt : told),
    );
    expect(replayed).to.deep.equal(Array.from({ length: 256 }, (_, at) => at + 45));
    first.unsubscribe();
    late.unsubscribe();
  });

  it('asks for tokens of the tenant and the user', async () => {
    const tokens = fakeTokens('t');
    const http = fakeUpstream([answered(201, '', { location: '/users/9' })]);
    const api = oxlinOver(http, { tokens, tenant: 'acme' });
    await firstValueFrom(api.forUser('ada').subscribeQueue());
    await firstValueFrom(api.createUser({ email: 'bob@example.com', password: 'p' }));
    expect(tokens.asked.map(({ tenant, userId }) => `${tenant}/${userId}`)).to.deep.equal(['acme/ada', 'acme/']);
  });

  it('sends nothing before a subscription', () => {
    const http = fakeUpstream([answered(200, '[]')]);
    const user = oxlinOver(http).forUser('501');
    user.openQueue('20').read();
    user.synchronize('7', 'ALL');
    user.accounts();
    expect(http.requests).to.have.lengthOf(0);
  });

  it('refuses wrong options and an empty user at the call', () => {
    const http = fakeUpstream([]);
    expect(() => createOxlin({ baseUrl: 'http://api.oxlin.test', tokens: fakeTokens(), http })).to.throw('baseUrl');
    expect(() => oxlinOver(http, { rateLimit: { perSecond: 0, burst: 1 } })).to.throw('perSecond');
    expect(() => oxlinOver(http, { breaker: { failures: 0 } })).to.throw('failures');
    expect(() => oxlinOver(http).forUser('')).to.throw('userId: expected');
  });

  it(
    "repeats people's own reads with a pause, and counts that",
    marbles(({ scheduler, expectObservable, flush }) => {
      const telemetry = recordTelemetry();
      const http = fakeUpstream([answered(503), answered(200, { id: 501 })]);
      const retry = { attempts: 1, baseMs: 100, capMs: 100 };
      const me = oxlinOver(http, { scheduler, telemetry, retry, entropy: { random: () => 0.5 } })
        .forUser('501')
        .me();
      expectObservable(me).toBe('50ms (a|)', { a: { id: '501' } });
      flush();
      expect(telemetry.counted).to.include('upstream_retries_total 1 tenant=default');
    }),
  );

  it('guards all users of the api with one circuit', async () => {
    const http = fakeUpstream([answered(503)]);
    const api = createOxlin({ baseUrl: BASE, tokens: fakeTokens('t'), http, breaker: { failures: 2 } });
    for (const id of ['a', 'b', 'c'])
      await lastValueFrom(api.forUser(id).subscribeQueue().pipe(toArray())).catch(() => undefined);
    expect(http.requests).to.have.lengthOf(2);
  });
});
