import { expect } from 'chai';
import { inspect } from 'node:util';
import { firstValueFrom, of, Subject, toArray } from 'rxjs';
import { createYodlee, yodleeTokens, type YodleeOptions } from '../../../lib/aggregators/yodlee/index.js';
import { fakeHttpPort } from '../../../lib/testing/fakeHttpPort.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { runMarbles } from '../../../lib/testing/runMarbles.js';
import { fixedHttp } from '../../support/fixedHttp.js';
import { recordTelemetry } from '../../support/oxlin.js';
import {
  adminTokens,
  bytesOf,
  RECEIVED_AT,
  wireNotice,
  wireUser,
  YODLEE_BASE,
  yodleeOver,
} from '../../support/yodlee.js';

describe('createYodlee', () => {
  it('sends nothing before a subscription and shows no secret', () => {
    const { http, requests } = fixedHttp(jsonResponse(200, {}));
    const tokens = yodleeTokens({
      baseUrl: YODLEE_BASE,
      clientId: 'c',
      clientSecret: 'canary',
      adminLogin: 'canary_admin',
      http,
    });
    const api = createYodlee({ baseUrl: YODLEE_BASE, tokens, http });
    api.listChanges({ from: new Date(0), until: new Date(60_000) });
    expect(requests).to.deep.equal([]);
    expect(inspect(api, { depth: 20, showHidden: true })).not.to.include('canary');
  });

  it('refuses what is not a pair of tokens of the right kinds', () => {
    const { http } = fixedHttp(jsonResponse(200, {}));
    const user = { tokenKind: 'user' as const, token: adminTokens().token };
    // @ts-expect-error a user's token where the admin's is needed
    const swapped: YodleeOptions = { baseUrl: YODLEE_BASE, tokens: { admin: user }, http };
    expect(() => createYodlee(swapped)).to.throw(/^tokens\.admin: expected/);
    // @ts-expect-error a token of no kind
    const plain: YodleeOptions = { baseUrl: YODLEE_BASE, tokens: { admin: { token: user.token } }, http };
    expect(() => createYodlee(plain)).to.throw(/^tokens\.admin: expected/);
  });

  it('needs a source of users’ tokens for the reads of a user', () => {
    const { http } = fixedHttp(jsonResponse(200, {}));
    runMarbles(({ expectObservable }) => {
      const api = yodleeOver(http, { tokens: { admin: adminTokens() } });
      api
        .forUser('ann')
        .accounts()
        .subscribe({ error: (error: unknown) => expect(error).to.include({ option: 'tokens.user' }) });
      expectObservable(of(1)).toBe('(a|)', { a: 1 });
    });
  });

  it('decodes a webhook and counts what is odd', async () => {
    const telemetry = recordTelemetry();
    const api = yodleeOver(fixedHttp(jsonResponse(200, {})).http, { telemetry, tenant: 'acme' });
    const body = of(bytesOf(wireNotice([wireUser('ann')], { userCount: 2 })));
    const decoded = await firstValueFrom(api.decode(body, { receivedAt: RECEIVED_AT }).pipe(toArray()));
    expect(decoded.map(({ kind }) => kind)).to.deep.equal(['intents', 'notification']);
    expect(telemetry.counted).to.deep.equal(['notice_anomalies_total 1 tenant=acme anomaly=userCount']);
  });

  it('stops reading a body that nobody wants any more', () => {
    const body = new Subject<Uint8Array>();
    const api = yodleeOver(fixedHttp(jsonResponse(200, {})).http);
    const reading = api.decode(body, { receivedAt: RECEIVED_AT }).subscribe();
    expect(body.observed).to.equal(true);
    reading.unsubscribe();
    expect(body.observed).to.equal(false);
  });

  it('leaves an origin that fails alone', () => {
    runMarbles((helpers) => {
      const http = fakeHttpPort(helpers, { 'GET /ysl/accounts': 'a' }, { a: jsonResponse(503, {}) });
      const api = yodleeOver(http, { breaker: { failures: 2 } });
      const names: string[] = [];
      for (let turn = 0; turn < 3; turn++) {
        api
          .forUser('ann')
          .accounts()
          .subscribe({ error: (error: unknown) => names.push((error as Error).name) });
      }
      helpers.flush();
      expect(names.slice(0, 2)).to.deep.equal(['UpstreamStatusError', 'UpstreamStatusError']);
    });
  });
});
