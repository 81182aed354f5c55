import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { lastValueFrom } from 'rxjs';
import type { HttpPortCase } from './HttpPortCase.js';
import { answered, suiteRequest } from './suiteRequest.js';
import { soon } from './suiteServer.js';

/** What every exchange promises: one response of bytes, made when subscribed, as it was asked. */
export const EXCHANGE_CASES: readonly HttpPortCase[] = [
  {
    title: 'hands over status, headers in lower case and the body as bytes, untouched',
    run: ({ create, serve }) => {
      const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x22, 0xff, 0x00, 0x7d]);
      return serve(
        (response) => response.writeHead(201, { 'X-Trace': 'A', 'Content-Type': 'application/json' }).end(bytes),
        async ({ origin }) => {
          const { status, headers, body } = await answered(create({ origins: [origin] }), suiteRequest(origin));
          assert.equal(status, 201);
          assert.equal(headers['x-trace'], 'A');
          assert.ok(body instanceof Uint8Array);
          assert.deepEqual(Array.from(body), Array.from(bytes));
        },
      );
    },
  },
  {
    title: 'joins the values of a header that came twice',
    run: ({ create, serve }) =>
      serve(
        (response) => response.setHeader('Warning', ['one', 'two']).setHeader('Set-Cookie', ['a=1', 'b=2']).end(),
        async ({ origin }) => {
          const { headers } = await answered(create({ origins: [origin] }), suiteRequest(origin));
          assert.equal(headers['warning'], 'one, two');
          assert.equal(headers['set-cookie'], 'a=1, b=2');
        },
      ),
  },
  ...[200, 204, 400, 401, 404, 409, 429, 500, 503].map((status) => ({
    title: `takes ${String(status)} for a response`,
    run: ({ create, serve }: Parameters<HttpPortCase['run']>[0]) =>
      serve(
        (response) => response.writeHead(status).end(),
        async ({ origin }) => {
          const response = await answered(create({ origins: [origin] }), suiteRequest(origin));
          assert.equal(response.status, status);
          assert.equal(response.body.byteLength, 0);
        },
      ),
  })),
  {
    title: 'sends method, path, query, headers and body as they were given',
    run: ({ create, serve }) =>
      serve(
        (response) => response.end(),
        async ({ origin, arrived }) => {
          const headers = { 'content-type': 'application/json', 'x-own': 'yes' };
          const body = '{ "name": "é€" , "n":1 }';
          await answered(
            create({ origins: [origin] }),
            suiteRequest(`${origin}/a%20b/c?d=e%26f&d=2`, { method: 'POST', headers, body }),
          );
          const [request] = arrived;
          assert.equal(request?.method, 'POST');
          assert.equal(request.url, '/a%20b/c?d=e%26f&d=2');
          assert.equal(request.headers['content-type'], 'application/json');
          assert.equal(request.headers['x-own'], 'yes');
          assert.equal(request.body, body);
        },
      ),
  },
  {
    title: 'sends a POST without a body as one without a body',
    run: ({ create, serve }) =>
      serve(
        (response) => response.writeHead(204).end(),
        async ({ origin, arrived }) => {
          await answered(create({ origins: [origin] }), suiteRequest(origin, { method: 'POST' }));
          assert.equal(arrived[0]?.body, '');
          assert.equal(arrived[0].headers['content-type'], undefined);
        },
      ),
  },
  {
    title: 'sends nothing before it is subscribed, and once for each subscription',
    run: ({ create, serve }) =>
      serve(
        (response) => response.end(),
        async ({ origin, arrived, connections }) => {
          const exchange = create({ origins: [origin] }).request(suiteRequest(origin));
          await new Promise((resolve) => setImmediate(resolve));
          assert.equal(connections(), 0);
          await soon(lastValueFrom(exchange));
          await soon(lastValueFrom(exchange));
          assert.equal(arrived.length, 2);
        },
      ),
  },
  ...[
    { name: 'gzip', pack: gzipSync },
    { name: 'deflate', pack: deflateSync },
    { name: 'br', pack: brotliCompressSync },
  ].map(({ name, pack }) => ({
    title: `unpacks ${name}`,
    run: ({ create, serve }: Parameters<HttpPortCase['run']>[0]) =>
      serve(
        (response, { headers }) => {
          // A port that does not ask for it is served plainly.
          const asked = headers['accept-encoding']?.includes(name) === true;
          if (asked) response.setHeader('content-encoding', name).end(pack('hello'));
          else response.end('hello');
        },
        async ({ origin }) => {
          const { body } = await answered(create({ origins: [origin] }), suiteRequest(origin));
          assert.equal(Buffer.from(body).toString(), 'hello');
        },
      ),
  })),
];
