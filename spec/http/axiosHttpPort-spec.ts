import { create } from 'axios';
import { expect } from 'chai';
import { Agent } from 'node:https';
import { env, memoryUsage } from 'node:process';
import { inspect } from 'node:util';
import { createGzip } from 'node:zlib';
import { firstValueFrom } from 'rxjs';
import { axiosHttpPort } from '../../lib/http/axiosHttpPort.js';
import { startFaultProxy } from '../../lib/testing/node/faultProxy.js';
import { httpPortSuite } from '../../lib/testing/node/httpPortSuite.js';
import { withServer } from '../../lib/testing/node/suiteServer.js';
import { runMarbles } from '../../lib/testing/runMarbles.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { caught } from '../support/caught.js';
import { hostileAxios } from '../support/hostileAxios.js';
import { tryRequest } from '../support/tryRequest.js';

const API = 'https://api.example';

describe('axiosHttpPort', () => {
  const skipped = httpPortSuite({ describe, it, create: ({ origins }) => axiosHttpPort({ origins }) });

  describe('with an instance that asks for trouble', () => {
    httpPortSuite({ describe, it, create: ({ origins }) => axiosHttpPort({ origins, axios: hostileAxios() }) });
  });

  describe('with the fetch adapter', () => {
    httpPortSuite({
      describe,
      it: (title, body) => {
        // axios lets go of the signal before it reports the cap, so the socket stays until the server ends it.
        if (title !== 'stops reading a body without end at the cap') it(title, body);
      },
      create: ({ origins }) => axiosHttpPort({ origins, axios: create({ adapter: 'fetch' }) }),
    });
  });

  describe('through a proxy without faults', () => {
    httpPortSuite({
      describe,
      it,
      create: ({ origins }) => axiosHttpPort({ origins }),
      via: (targetPort) => startFaultProxy({ targetPort }),
    });
  });

  it('claims no deadline but the total one, which is all that axios has', () => {
    expect(axiosHttpPort({ origins: [API] }).supports).to.deep.equal({
      connectDeadline: false,
      headersDeadline: false,
      bodyDeadline: false,
    });
    expect(skipped).to.have.length(3);
  });

  it('measures its deadline on the scheduler that it is given', () => {
    const hangs = create({ adapter: () => new Promise(() => undefined) });
    runMarbles(({ scheduler, expectObservable }) => {
      const port = axiosHttpPort({ origins: [API], axios: hangs, scheduler });
      expectObservable(port.request(tryRequest(API, { deadlineMs: 3_600_000 }))).toBe(
        '60m #',
        undefined,
        new UpstreamTimeoutError('try port', 3_600_000),
      );
    });
  });

  it('lets request interceptors add headers and a query, and nothing leave the origins', async () => {
    const axios = create();
    let elsewhere = '';
    axios.interceptors.request.use((config) => {
      config.headers.set('x-trace', '7');
      config.url = elsewhere === '' ? `${config.url ?? ''}?key=1` : elsewhere;
      return config;
    });
    await withServer(
      (response) => response.end(),
      async ({ origin, arrived }) => {
        const port = axiosHttpPort({ origins: [origin], axios });
        await firstValueFrom(port.request(tryRequest(`${origin}/a`)));
        expect(arrived[0]).to.include({ url: '/a?key=1' });
        expect(arrived[0]?.headers).to.include({ 'x-trace': '7' });
        elsewhere = 'https://evil.example/steal';
        const error = await caught(() => firstValueFrom(port.request(tryRequest(origin))));
        expect(error).to.include({ name: 'OriginNotAllowedError', origin: 'https://evil.example' });
      },
    );
  });

  it('shows interceptors no request for a foreign origin', async () => {
    const axios = create();
    let shown = 0;
    axios.interceptors.request.use((config) => {
      shown += 1;
      return config;
    });
    const port = axiosHttpPort({ origins: [API], axios });
    await caught(() => firstValueFrom(port.request(tryRequest('https://evil.example'))));
    expect(shown).to.equal(0);
  });

  it('says that the request may have been sent when only the last of several attempts could not connect', async () => {
    let attempt = 0;
    const axios = create({
      adapter: () => {
        attempt += 1;
        const code = attempt === 1 ? 'ECONNRESET' : 'ECONNREFUSED';
        return Promise.reject(Object.assign(new Error(code), { code }));
      },
    });
    axios.interceptors.response.use(undefined, (error: unknown) =>
      attempt === 1 ? axios.request({ url: API, ...lastConfig }) : Promise.reject(asError(error)),
    );
    let lastConfig = {};
    axios.interceptors.request.use((config) => ((lastConfig = config), config));
    const error = await caught(() => firstValueFrom(axiosHttpPort({ origins: [API], axios }).request(tryRequest(API))));
    expect(attempt).to.equal(2);
    expect(error).to.include({ name: 'UpstreamUnreachableError', requestSent: true, code: 'ECONNREFUSED' });
  });

  it('fails when a response interceptor throws, and repeats nothing of what it threw', async () => {
    const axios = create({
      adapter: (config) => Promise.resolve({ status: 200, statusText: '', headers: {}, data: '', config }),
    });
    axios.interceptors.response.use((response) => {
      throw Object.assign(new Error('Bearer abc'), { response, code: 'Bearer abc' });
    });
    const error = await caught(() => firstValueFrom(axiosHttpPort({ origins: [API], axios }).request(tryRequest(API))));
    expect(error).to.include({ name: 'UpstreamUnreachableError', requestSent: true, code: 'UNKNOWN' });
    expect(inspect(error, { depth: 20, showHidden: true })).not.to.include('Bearer');
  });

  it('refuses interceptors that replace the adapter and with it the limits', async () => {
    const axios = create();
    axios.interceptors.request.use((config) => ({
      ...config,
      adapter: () => Promise.resolve({ status: 200, statusText: '', headers: {}, data: 'cached', config }),
    }));
    const error = await caught(() => firstValueFrom(axiosHttpPort({ origins: [API], axios }).request(tryRequest(API))));
    expect(error).to.include({ name: 'InvalidOptionError', option: 'axios' });
  });

  it('P10: keeps its memory bounded while a gzip bomb is poured over it', async function () {
    this.timeout(10_000);
    const MIB = 1_048_576;
    await withServer(
      (response) => {
        response.setHeader('content-encoding', 'gzip');
        const gzip = createGzip();
        gzip.pipe(response);
        const zeros = Buffer.alloc(MIB);
        const more = (): void => {
          while (!response.destroyed && gzip.write(zeros));
        };
        gzip.on('drain', more);
        more();
      },
      async ({ origin, brokenOff }) => {
        const left = brokenOff();
        const before = memoryUsage().arrayBuffers;
        const port = axiosHttpPort({ origins: [origin] });
        const error = await caught(() => firstValueFrom(port.request(tryRequest(origin, { maxBytes: 4 * MIB }))));
        expect(error).to.include({ name: 'ResponseTooLargeError', maxBytes: 4 * MIB });
        expect(memoryUsage().arrayBuffers - before).to.be.below(48 * MIB);
        await left;
      },
    );
  });

  describe('at its creation', () => {
    it('refuses an agent that verifies no certificates', () => {
      const axios = create({ httpsAgent: new Agent({ rejectUnauthorized: false }) });
      expect(() => axiosHttpPort({ origins: [API], axios })).to.throw(/rejectUnauthorized: expected true/);
    });

    it('refuses an environment that turns certificate checks off', () => {
      env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      try {
        expect(() => axiosHttpPort({ origins: [API] })).to.throw(/NODE_TLS_REJECT_UNAUTHORIZED/);
        expect(() => axiosHttpPort({ origins: ['http://127.0.0.1:80'] })).not.to.throw();
      } finally {
        delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
      }
    });

    it('refuses XMLHttpRequest, which follows redirects', () => {
      expect(() => axiosHttpPort({ origins: [API], axios: create({ adapter: 'xhr' }) })).to.throw(/follows redirects/);
    });
  });

  it('refuses deadlines and caps out of range', async () => {
    const port = axiosHttpPort({ origins: [API] });
    for (const changes of [{ deadlineMs: 0 }, { deadlineMs: NaN }, { deadlineMs: 2 ** 31 }, { maxBytes: -1 }]) {
      expect(await caught(() => firstValueFrom(port.request(tryRequest(API, changes))))).to.include({
        name: 'InvalidOptionError',
      });
    }
  });

  it('uses the proxies of the environment when told to', async () => {
    await withServer(
      (response) => response.end('through the proxy'),
      async (proxy) => {
        env['http_proxy'] = proxy.origin;
        try {
          const port = axiosHttpPort({ origins: ['http://127.0.0.1:9'], environmentProxies: true });
          const { body } = await firstValueFrom(port.request(tryRequest('http://127.0.0.1:9/a')));
          expect(Buffer.from(body).toString()).to.equal('through the proxy');
        } finally {
          delete env['http_proxy'];
        }
      },
    );
  });
});

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('no error');
}
