import { inspect } from 'node:util';
import { expect } from 'chai';
import { firstValueFrom, lastValueFrom, of } from 'rxjs';
import { createOxlin } from '../../../lib/aggregators/oxlin/index.js';
import { callUpstream, type Upstream } from '../../../lib/aggregators/oxlin/callUpstream.js';
import { type OxlinOptions, resolveOxlinOptions } from '../../../lib/aggregators/oxlin/options.js';
import { AccessToken } from '../../../lib/model/AccessToken.js';
import type { HttpPort } from '../../../lib/ports/HttpPort.js';
import { answered, fakeTokens, fakeUpstream } from '../../support/fakeUpstream.js';
import { BASE } from '../../support/oxlin.js';

const url = new URL(`${BASE}/queues/20`);
const call = { operation: 'read queue', method: 'GET', url } as const;

const upstreamOver = (http: HttpPort, options: Partial<OxlinOptions> = {}): Upstream =>
  callUpstream({
    options: resolveOxlinOptions({ baseUrl: BASE, tokens: fakeTokens('t-0k3n'), http, ...options }),
    guard: ({ exchange }) => exchange,
    userId: '501',
  });

const failure = async (upstream: Upstream): Promise<unknown> =>
  lastValueFrom(upstream(call)).then(
    () => 'none',
    (error: unknown) => error,
  );

describe('callUpstream', () => {
  it('asks with a token, and sends nothing before it is subscribed', async () => {
    const http = fakeUpstream([answered(200, '[]')]);
    const asking = upstreamOver(http, { extraHeaders: (userId) => ({ 'X-Linxo-User-Id': userId }) })(call);
    expect(http.requests).to.have.lengthOf(0);
    await firstValueFrom(asking);
    expect(http.requests[0]?.headers).to.deep.equal({
      'x-linxo-user-id': '501',
      accept: 'application/json',
      authorization: 'Bearer t-0k3n',
    });
  });

  it('A5: gives up with UnauthorizedError when a fresh token is refused as well', async () => {
    const http = fakeUpstream([answered(401)]);
    const tokens = fakeTokens('a', 'b', 'c', 'd');
    expect(await failure(upstreamOver(http, { tokens }))).to.have.property('name', 'UnauthorizedError');
    expect([http.requests.length, tokens.asked.length]).to.deep.equal([2, 2]);
  });

  it('tells statuses apart', async () => {
    const expected = {
      403: 'AccessDeniedError',
      404: 'NotFoundError',
      410: 'NotFoundError',
      429: 'RateLimitedError',
      409: 'UpstreamStatusError',
      503: 'UpstreamStatusError',
    };
    for (const [status, name] of Object.entries(expected)) {
      expect(await failure(upstreamOver(fakeUpstream([answered(Number(status))])))).to.have.property('name', name);
    }
    const accepted = upstreamOver(fakeUpstream([answered(409)]))({ ...call, accepts: [409] });
    expect((await firstValueFrom(accepted)).status).to.equal(409);
  });

  it('T6: reads both forms of Retry-After', async () => {
    const date = 'Mon, 04 Jun 2018 11:34:57 GMT';
    for (const header of ['7', 'Mon, 04 Jun 2018 11:35:04 GMT']) {
      for (const status of [429, 503]) {
        const http = fakeUpstream([answered(status, '', { date, 'retry-after': header })]);
        expect(await failure(upstreamOver(http))).to.have.property('retryAfterMs', 7_000);
      }
    }
  });

  it('A8: shows no token in any error, nor in what inspection prints of the api', async () => {
    const secret = 'c4n4ry-s3cr3t';
    const tokens = { token: () => of(new AccessToken(secret, undefined)) };
    for (const status of [401, 403, 404, 429, 500]) {
      const error = await failure(upstreamOver(fakeUpstream([answered(status, secret)]), { tokens }));
      expect(inspect(error, { depth: 20 }) + JSON.stringify(error)).not.to.include(secret);
    }
    const api = createOxlin({
      baseUrl: BASE,
      tokens,
      http: fakeUpstream([answered(200, '[]')]),
      extraHeaders: { 'x-key': secret },
    });
    const user = api.forUser('501');
    await firstValueFrom(user.openQueue('20').read());
    expect(
      inspect(api, { depth: 20, showHidden: true }) + inspect(user, { depth: 20, showHidden: true }),
    ).not.to.include(secret);
  });
});
