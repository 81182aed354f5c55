import { expect } from 'chai';
import { resolveYodleeOptions } from '../../../lib/aggregators/yodlee/options.js';
import { originGuard } from '../../../lib/aggregators/yodlee/originGuard.js';
import { UpstreamStatusError } from '../../../lib/errors/UpstreamStatusError.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { runMarbles } from '../../../lib/testing/runMarbles.js';
import { throwError } from 'rxjs';
import { fixedHttp } from '../../support/fixedHttp.js';
import { adminTokens, YODLEE_BASE } from '../../support/yodlee.js';

const options = (changes = {}) =>
  resolveYodleeOptions({
    baseUrl: YODLEE_BASE,
    tokens: { admin: adminTokens() },
    http: fixedHttp(jsonResponse(200, {})).http,
    ...changes,
  });

describe('originGuard', () => {
  it('lets calls go at once while there are permits, then makes them wait', () => {
    runMarbles(({ scheduler, expectObservable }) => {
      const guard = originGuard('https://api.test', options({ rateLimit: { perSecond: 1, burst: 1 }, scheduler }));
      expect(guard.permit()).to.equal(undefined);
      const waiting = guard.permit();
      expect(waiting).not.to.equal(undefined);
      if (waiting !== undefined) expectObservable(waiting).toBe('1s (a|)', { a: undefined });
    });
  });

  it('opens the circuit after failures of the origin', () => {
    const guard = originGuard('https://api.test', options({ breaker: { failures: 1 } }));
    const names: string[] = [];
    for (let turn = 0; turn < 2; turn++) {
      throwError(() => new UpstreamStatusError('try', 500, undefined))
        .pipe(guard.circuit())
        .subscribe({ error: (error: unknown) => names.push((error as Error).name) });
    }
    expect(names).to.deep.equal(['UpstreamStatusError', 'CircuitOpenError']);
  });

  it('does neither when told so', () => {
    const guard = originGuard('https://api.test', options({ rateLimit: false, breaker: false }));
    const source = throwError(() => 'x');
    expect(guard.permit()).to.equal(undefined);
    expect(source.pipe(guard.circuit())).to.equal(source);
  });
});
