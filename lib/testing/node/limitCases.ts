import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { firstValueFrom, timer } from 'rxjs';
import type { HttpPortCase } from './HttpPortCase.js';
import { startFaultProxy } from './faultProxy.js';
import { answered, failed, suiteRequest } from './suiteRequest.js';

const KIB = 1_024;

/** Time and size: every exchange ends by its deadline, within its cap, and when nobody listens any more. */
export const LIMIT_CASES: readonly HttpPortCase[] = [
  {
    title: 'aborts the exchange when unsubscribed before the headers',
    run: ({ create, serve }) =>
      serve(
        () => undefined,
        async ({ origin, brokenOff, arrived }) => {
          const left = brokenOff();
          const subscription = create({ origins: [origin] })
            .request(suiteRequest(origin))
            .subscribe();
          while (arrived.length === 0) await firstValueFrom(timer(5));
          subscription.unsubscribe();
          await left;
        },
      ),
  },
  {
    title: 'aborts the exchange when unsubscribed within the body, and hands over nothing',
    run: ({ create, serve }) =>
      serve(
        (response) => response.writeHead(200, { 'content-length': 100 }).write('half'),
        async ({ origin, brokenOff, arrived }) => {
          const left = brokenOff();
          let heard = 0;
          const hear = (): void => void (heard += 1);
          const subscription = create({ origins: [origin] })
            .request(suiteRequest(origin))
            .subscribe({ next: hear, error: hear, complete: hear });
          while (arrived.length === 0) await firstValueFrom(timer(5));
          await firstValueFrom(timer(20));
          subscription.unsubscribe();
          await left;
          assert.equal(heard, 0);
        },
      ),
  },
  {
    title: 'leaves other exchanges alone when one is aborted',
    run: ({ create, serve }) =>
      serve(
        (response, { url }) => (url === '/fine' ? setTimeout(() => response.end('fine'), 60) : undefined),
        async ({ origin }) => {
          const port = create({ origins: [origin] });
          const other = answered(port, suiteRequest(`${origin}/fine`));
          const subscription = port.request(suiteRequest(`${origin}/hangs`)).subscribe();
          await firstValueFrom(timer(20));
          subscription.unsubscribe();
          assert.equal((await other).status, 200);
        },
      ),
  },
  {
    title: 'fails with UpstreamTimeoutError and breaks off when no answer comes by the deadline',
    run: ({ create, serve }) =>
      serve(
        () => undefined,
        async ({ origin, brokenOff }) => {
          const left = brokenOff();
          const error = await failed(create({ origins: [origin] }), suiteRequest(origin, { deadlineMs: 80 }));
          assert.equal(error['name'], 'UpstreamTimeoutError');
          assert.equal(error['operation'], 'try port');
          assert.equal(error['timeoutMs'], 80);
          await left;
        },
      ),
  },
  {
    title: 'counts the whole exchange: a body that drips is cut off at the deadline',
    run: ({ create, serve }) =>
      serve(drip, async ({ origin, brokenOff }) => {
        const left = brokenOff();
        const error = await failed(create({ origins: [origin] }), suiteRequest(origin, { deadlineMs: 120 }));
        assert.equal(error['name'], 'UpstreamTimeoutError');
        await left;
      }),
  },
  {
    title: 'keeps its deadline when the connection is a black hole',
    run: ({ create, serve }) =>
      serve(
        (response) => response.end(),
        async ({ port }) => {
          const proxy = await startFaultProxy({ targetPort: port, faults: { halfOpen: true } });
          const origin = `http://127.0.0.1:${String(proxy.port)}`;
          try {
            const error = await failed(create({ origins: [origin] }), suiteRequest(origin, { deadlineMs: 80 }));
            assert.equal(error['name'], 'UpstreamTimeoutError');
          } finally {
            await proxy.close();
          }
        },
      ),
  },
  {
    title: 'takes a body of exactly the cap and refuses one byte more',
    run: ({ create, serve }) =>
      serve(
        (response) => response.end(Buffer.alloc(KIB)),
        async ({ origin }) => {
          const port = create({ origins: [origin] });
          assert.equal((await answered(port, suiteRequest(origin, { maxBytes: KIB }))).body.byteLength, KIB);
          const error = await failed(port, suiteRequest(origin, { maxBytes: KIB - 1 }));
          assert.equal(error['name'], 'ResponseTooLargeError');
          assert.equal(error['maxBytes'], KIB - 1);
        },
      ),
  },
  {
    title: 'stops reading a body without end at the cap',
    run: ({ create, serve }) =>
      serve(pour, async ({ origin, brokenOff }) => {
        const left = brokenOff();
        const error = await failed(create({ origins: [origin] }), suiteRequest(origin));
        assert.equal(error['name'], 'ResponseTooLargeError');
        await left;
      }),
  },
  {
    title: 'counts the cap after decompression and stops there: a gzip bomb does not go off',
    run: ({ create, serve }) => {
      const bomb = gzipSync(Buffer.alloc(32 * KIB * KIB));
      return serve(
        (response) => response.setHeader('content-encoding', 'gzip').end(bomb),
        async ({ origin }) => {
          const error = await failed(create({ origins: [origin] }), suiteRequest(origin));
          assert.equal(error['name'], 'ResponseTooLargeError');
        },
      );
    },
  },
  {
    title: 'tells a slow answer from a slow body by the stage of its error',
    needs: 'headersDeadline',
    run: ({ create, serve }) =>
      serve(
        () => undefined,
        async ({ origin }) => {
          const error = await failed(create({ origins: [origin], headersDeadlineMs: 60 }), suiteRequest(origin));
          assert.equal(error['name'], 'UpstreamTimeoutError');
          assert.equal(error['stage'], 'headers');
        },
      ),
  },
  {
    title: 'gives a body that stops its own deadline',
    needs: 'bodyDeadline',
    run: ({ create, serve }) =>
      serve(
        (response) => response.writeHead(200).write('half'),
        async ({ origin }) => {
          const error = await failed(create({ origins: [origin], bodyDeadlineMs: 60 }), suiteRequest(origin));
          assert.equal(error['name'], 'UpstreamTimeoutError');
          assert.equal(error['stage'], 'body');
        },
      ),
  },
  {
    title: 'gives a connection that does not come about its own deadline',
    needs: 'connectDeadline',
    run: async ({ create }) => {
      // TEST-NET-1 belongs to nobody (RFC 5737): packets to it vanish or are refused, but never answered.
      const origin = 'https://192.0.2.1';
      const error = await failed(create({ origins: [origin], connectDeadlineMs: 60 }), suiteRequest(origin));
      assert.ok(error['stage'] === 'connect' || error['requestSent'] === false);
    },
  },
];

function drip(response: ServerResponse): void {
  response.writeHead(200);
  const timerId = setInterval(() => response.write('.'), 10);
  response.on('close', () => {
    clearInterval(timerId);
  });
}

function pour(response: ServerResponse): void {
  const piece = Buffer.alloc(16 * KIB);
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more);
  more();
}
