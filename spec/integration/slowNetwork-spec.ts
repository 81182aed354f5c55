import { expect } from 'chai';
import { firstValueFrom, toArray } from 'rxjs';
import { createOxlin } from '../../lib/aggregators/oxlin/index.js';
import { axiosHttpPort } from '../../lib/http/index.js';
import { passwordGrant } from '../../lib/http/tokens/passwordGrant.js';
import { SANDBOX_CREDENTIALS, startSandbox } from '../../lib/sandbox/index.js';
import { syncConnection } from '../../lib/sync/syncConnection.js';
import { type Faults, startFaultProxy } from '../../lib/testing/node/faultProxy.js';

const TROUBLES: readonly (readonly [string, Faults])[] = [
  ['P2: a connection that falls silent', { halfOpen: true }],
  ['P3: answers that are cut off', { cutAfterBytes: 120 }],
  ['connections that are reset', { reset: true }],
];

describe('a sync over a bad network, on real sockets', () => {
  for (const [title, faults] of TROUBLES) {
    it(`survives ${title}, and ends truthfully with one POST`, async function () {
      this.timeout(20_000);
      const sandbox = await startSandbox({ speed: 10, scenarios: ['success'] });
      const proxy = await startFaultProxy({ targetPort: Number(new URL(sandbox.baseUrl).port) });
      const baseUrl = `http://127.0.0.1:${String(proxy.port)}/v2.1`;
      const http = axiosHttpPort({ origins: [baseUrl, sandbox.authUrl].map((url) => new URL(url).origin) });
      const { clientId, clientSecret, username, password } = SANDBOX_CREDENTIALS;
      const credentialsOf = { username, password };
      const tokens = passwordGrant({ authUrl: sandbox.authUrl, clientId, clientSecret, credentialsOf, http });
      const api = createOxlin({ baseUrl, tokens, http, deadlineMs: 300, breaker: { openMs: 100 } });
      const options = {
        pollEveryMs: 50,
        maxDetectionLagMs: 200,
        statusEveryMs: 200,
        drainEveryMs: 50,
        retryBaseMs: 50,
      };
      try {
        const spoilt = setTimeout(() => proxy.set(faults), 600);
        const healed = setTimeout(() => proxy.set({}), 1_800);
        const updates = await firstValueFrom(
          syncConnection(api.forUser('501'), { connectionId: '1001' }, options).pipe(toArray()),
        );
        clearTimeout(spoilt);
        clearTimeout(healed);
        expect(updates.some(({ kind }) => kind === 'retrying')).to.equal(true);
        expect(updates.at(-1)).to.include({ kind: 'outcome', result: 'succeeded' });
        expect(sandbox.truth().connections[0]?.posts.accepted).to.equal(1);
      } finally {
        await proxy.close();
        await sandbox.close();
      }
    });
  }
});
