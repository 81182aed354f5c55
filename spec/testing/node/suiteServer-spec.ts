import { expect } from 'chai';
import { once } from 'node:events';
import { connect } from 'node:net';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { soon, withServer } from '../../../lib/testing/node/suiteServer.js';
import { startFaultProxy } from '../../../lib/testing/node/faultProxy.js';
import { caught } from '../../support/caught.js';

describe('withServer', () => {
  it('tells what arrived, and is gone afterwards', async () => {
    let gone = '';
    await withServer(
      (response, { body }) => response.end(body),
      async ({ origin, arrived, connections }) => {
        gone = origin;
        const response = await fetch(`${origin}/a`, { method: 'POST', body: 'hello' });
        expect(await response.text()).to.equal('hello');
        expect(arrived[0]).to.include({ method: 'POST', url: '/a', body: 'hello' });
        expect(connections()).to.equal(1);
      },
    );
    expect(await caught(() => fetch(gone))).to.be.instanceOf(TypeError);
  });

  it('puts something before the server when told to', () =>
    withServer(
      (response) => response.end('hello'),
      async ({ origin, port }) => {
        expect(origin).not.to.include(`:${String(port)}`);
        expect(await (await fetch(origin)).text()).to.equal('hello');
      },
      (targetPort) => startFaultProxy({ targetPort }),
    ));

  it('notices a client that leaves', () =>
    withServer(
      () => undefined,
      async ({ origin, brokenOff }) => {
        const left = brokenOff();
        await caught(() => fetch(origin, { signal: AbortSignal.timeout(20) }));
        await left;
      },
    ));

  it('gives no answer to a client that leaves in mid-body, and fails nothing for it', async () => {
    const lost: unknown[] = [];
    const note = (reason: unknown) => lost.push(reason);
    process.on('unhandledRejection', note);
    try {
      await withServer(
        (response) => response.end('hello'),
        async ({ port, arrived, brokenOff }) => {
          const left = brokenOff();
          const client = connect(port, '127.0.0.1');
          client.write('POST / HTTP/1.1\r\nhost: test\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\nhell');
          await once(client, 'data');
          client.destroy();
          await left;
          expect(arrived).to.deep.equal([]);
        },
      );
      await setImmediate();
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(lost).to.deep.equal([]);
  });
});

describe('soon', () => {
  it('gives what a promise gives', async () => {
    expect(await soon(Promise.resolve(7))).to.equal(7);
  });
});
