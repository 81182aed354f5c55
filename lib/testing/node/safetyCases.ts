import assert from 'node:assert/strict';
import { env } from 'node:process';
import type { HttpPortCase } from './HttpPortCase.js';
import { startFaultProxy, type Faults } from './faultProxy.js';
import { answered, failed, suiteRequest } from './suiteRequest.js';

type Run = HttpPortCase['run'];

/** Where requests may go, and what is said when they do not arrive. */
export const SAFETY_CASES: readonly HttpPortCase[] = [
  ...[300, 301, 302, 303, 307, 308].map((status) => ({
    title: `refuses the redirect ${String(status)} and follows nothing`,
    run: (({ create, serve }) =>
      serve(
        (response) => response.end('here'),
        (elsewhere) =>
          serve(
            (response, { url }) =>
              url === '/there'
                ? response.end('here')
                : response.writeHead(status, { location: url === '/same' ? '/there' : elsewhere.origin }).end(),
            async ({ origin, arrived }) => {
              const port = create({ origins: [origin, elsewhere.origin] });
              for (const path of ['/same', '/other']) {
                const error = await failed(port, suiteRequest(origin + path));
                assert.equal(error['name'], 'RedirectRefusedError');
                assert.equal(error['operation'], 'try port');
              }
              assert.equal(arrived.length, 2);
              assert.equal(elsewhere.arrived.length, 0);
            },
          ),
      )) satisfies Run,
  })),
  {
    title: 'refuses an origin that was not given, before any socket',
    run: ({ create, serve }) =>
      serve(
        (response) => response.end(),
        async ({ origin, connections }) => {
          const port = create({ origins: ['http://127.0.0.1:9'] });
          const error = await failed(port, suiteRequest(origin));
          assert.equal(error['name'], 'OriginNotAllowedError');
          assert.equal(error['operation'], 'try port');
          await failed(port, suiteRequest(origin.replace('127.0.0.1', 'localhost')));
          assert.equal(connections(), 0);
        },
      ),
  },
  {
    title: 'refuses credentials in the URL, before any socket, and does not repeat them',
    run: ({ create, serve }) =>
      serve(
        (response) => response.end(),
        async ({ origin, connections }) => {
          const url = origin.replace('http://', 'http://someone:canary-6f1c2d@');
          assert.equal(
            (await failed(create({ origins: [origin] }), suiteRequest(url)))['name'],
            'OriginNotAllowedError',
          );
          assert.equal(connections(), 0);
        },
      ),
  },
  {
    title: 'refuses plain http beyond loopback',
    run: ({ create }) => {
      assert.throws(() => create({ origins: ['http://192.0.2.1'] }), { name: 'InvalidOptionError' });
      assert.throws(() => create({ origins: ['http://127.0.0.1.example'] }), { name: 'InvalidOptionError' });
      return Promise.resolve();
    },
  },
  {
    title: 'takes no notice of the proxies of the environment',
    run: ({ create, serve }) =>
      serve(
        (response) => response.end('stolen'),
        (proxy) =>
          serve(
            (response) => response.end('direct'),
            async ({ origin }) => {
              const { body } = await withEnvironment({ http_proxy: proxy.origin, no_proxy: '' }, () =>
                answered(create({ origins: [origin] }), suiteRequest(origin)),
              );
              assert.equal(Buffer.from(body).toString(), 'direct');
              assert.equal(proxy.arrived.length, 0);
            },
          ),
      ),
  },
  {
    title: 'says that nothing was sent when the connection is refused',
    run: async ({ create, serve }) => {
      let gone = '';
      await serve(
        (response) => response.end(),
        async ({ port }) => {
          gone = `http://127.0.0.1:${String(port)}`;
          await Promise.resolve();
        },
      );
      const error = await failed(create({ origins: [gone] }), suiteRequest(gone));
      assert.equal(error['name'], 'UpstreamUnreachableError');
      assert.equal(error['requestSent'], false);
      assert.equal(error['code'], 'ECONNREFUSED');
    },
  },
  {
    title: 'says that the request may have been sent when the connection is reset',
    run: ({ create, serve }) =>
      serve(
        (response) => response.socket?.resetAndDestroy(),
        async ({ origin }) => {
          const error = await failed(create({ origins: [origin] }), suiteRequest(origin));
          assert.equal(error['name'], 'UpstreamUnreachableError');
          assert.equal(error['requestSent'], true);
        },
      ),
  },
  broken('refuses an answer whose headers are cut short', { cutAfterBytes: 20 }),
  broken('refuses an answer whose body is cut short', { cutAfterBytes: 300 }),
];

function broken(title: string, faults: Faults): HttpPortCase {
  return {
    title,
    run: ({ create, serve }) =>
      serve(
        (response) => response.writeHead(200, { 'content-length': 5_000 }).end(Buffer.alloc(5_000)),
        async ({ port }) => {
          const proxy = await startFaultProxy({ targetPort: port, faults });
          const origin = `http://127.0.0.1:${String(proxy.port)}`;
          try {
            const error = await failed(create({ origins: [origin] }), suiteRequest(origin));
            assert.equal(error['name'], 'UpstreamUnreachableError');
            assert.equal(error['requestSent'], true);
          } finally {
            await proxy.close();
          }
        },
      ),
  };
}

// Reads of the environment happen when a request starts; it is put back whatever happens.
async function withEnvironment<T>(values: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(values).map((name): [string, string | undefined] => [name, env[name]]);
  Object.assign(env, values);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(env, name);
      else env[name] = value;
    }
  }
}
