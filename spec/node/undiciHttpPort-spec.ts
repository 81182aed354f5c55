import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { undiciHttpPort } from '../../lib/node/undiciHttpPort.js';
import { startFaultProxy } from '../../lib/testing/node/faultProxy.js';
import { httpPortSuite } from '../../lib/testing/node/httpPortSuite.js';
import { withServer } from '../../lib/testing/node/suiteServer.js';
import { tryRequest } from '../support/tryRequest.js';

describe('undiciHttpPort', () => {
  const skipped = httpPortSuite({ describe, it, create: (options) => undiciHttpPort(options) });

  describe('through a proxy without faults', () => {
    httpPortSuite({
      describe,
      it,
      create: (options) => undiciHttpPort(options),
      via: (targetPort) => startFaultProxy({ targetPort }),
    });
  });

  it('claims every deadline there is', () => {
    expect(skipped).to.deep.equal([]);
  });

  it('keeps connections for the requests that follow', async () => {
    await withServer(
      (response) => response.end('fine'),
      async ({ origin, connections }) => {
        const port = undiciHttpPort({ origins: [origin] });
        for (let turn = 0; turn < 5; turn++) await firstValueFrom(port.request(tryRequest(origin)));
        expect(connections()).to.be.at.most(2);
      },
    );
  });

  for (const options of [
    { origins: [] },
    { connections: 0 },
    { connectDeadlineMs: 0 },
    { headersDeadlineMs: -1 },
    { bodyDeadlineMs: Number.NaN },
  ]) {
    it(`refuses ${JSON.stringify(options)} at the call`, () => {
      expect(() => undiciHttpPort({ origins: ['https://api.example'], ...options })).to.throw(
        new RegExp(`^${Object.keys(options)[0] ?? ''}: expected`),
      );
    });
  }
});
