import { expect } from 'chai';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { firstValueFrom, timer } from 'rxjs';
import { startFaultProxy, type FaultPlan, type FaultProxy } from '../../../lib/testing/node/faultProxy.js';

/** Runs an echo server behind a proxy. */
async function withProxy(faults: FaultPlan, use: (proxy: FaultProxy) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const proxy = await startFaultProxy({
    targetPort: typeof address === 'object' && address !== null ? address.port : 0,
    faults,
  });
  try {
    await use(proxy);
  } finally {
    await proxy.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

interface Heard {
  readonly socket: Socket;
  readonly pieces: { readonly text: string; readonly afterMs: number }[];
  readonly closed: Promise<string>;
}

function talk(proxy: FaultProxy, text: string): Heard {
  const socket = connect(proxy.port, '127.0.0.1');
  const pieces: { text: string; afterMs: number }[] = [];
  const from = performance.now();
  socket.on('data', (piece: Buffer) => pieces.push({ text: piece.toString(), afterMs: performance.now() - from }));
  const closed = new Promise<string>((resolve) => {
    socket.on('error', (error) => {
      resolve('code' in error ? String(error.code) : '');
    });
    socket.on('close', () => {
      resolve('closed');
    });
  });
  socket.write(text);
  return { socket, pieces, closed };
}

const textOf = ({ pieces }: Heard): string => pieces.map(({ text }) => text).join('');
const pause = (ms: number): Promise<unknown> => firstValueFrom(timer(ms));
async function until(heard: Heard, text: string): Promise<void> {
  while (textOf(heard) !== text) await pause(2);
}

describe('startFaultProxy', () => {
  it('is a faithful wire without faults', () =>
    withProxy({}, async (proxy) => {
      const heard = talk(proxy, 'hello');
      await until(heard, 'hello');
      heard.socket.end();
      expect(await heard.closed).to.equal('closed');
      expect(proxy.connections()).to.equal(1);
    }));

  it('delays answers', () =>
    withProxy({ latencyMs: 60 }, async (proxy) => {
      const heard = talk(proxy, 'hello');
      await until(heard, 'hello');
      expect(heard.pieces[0]?.afterMs).to.be.at.least(55);
    }));

  it('drips answers', () =>
    withProxy({ drip: { bytes: 2, everyMs: 10 } }, async (proxy) => {
      const heard = talk(proxy, 'hello');
      await until(heard, 'hello');
      expect(heard.pieces.map(({ text }) => text)).to.deep.equal(['he', 'll', 'o']);
    }));

  it('cuts answers after so many bytes', () =>
    withProxy({ cutAfterBytes: 3 }, async (proxy) => {
      const heard = talk(proxy, 'hello');
      expect(await heard.closed).to.equal('closed');
      expect(textOf(heard)).to.equal('hel');
    }));

  it('resets connections, those that are open already among them', () =>
    withProxy({}, async (proxy) => {
      const heard = talk(proxy, 'hello');
      await until(heard, 'hello');
      proxy.set({ reset: true });
      expect(await heard.closed).to.equal('ECONNRESET');
      expect(await talk(proxy, 'again').closed).to.equal('ECONNRESET');
    }));

  it('keeps a connection open and swallows everything, until it is healed', () =>
    withProxy({ halfOpen: true }, async (proxy) => {
      const heard = talk(proxy, 'lost');
      await pause(40);
      expect(textOf(heard)).to.equal('');
      expect(heard.socket.destroyed).to.equal(false);
      proxy.set({});
      heard.socket.write('found');
      await until(heard, 'found');
    }));

  it('injures one connection and spares the next', () =>
    withProxy(
      (connection) => (connection === 0 ? { reset: true } : {}),
      async (proxy) => {
        expect(await talk(proxy, 'one').closed).to.equal('ECONNRESET');
        await until(talk(proxy, 'two'), 'two');
      },
    ));

  it('frees port, sockets and timers when closed', async () => {
    let port = 0;
    let heard: Heard | undefined;
    await withProxy({ latencyMs: 60_000 }, async (proxy) => {
      port = proxy.port;
      heard = talk(proxy, 'hello');
      await pause(20);
    });
    expect(await heard?.closed).to.equal('closed');
    const late = connect(port, '127.0.0.1');
    const [error] = await once(late, 'error').catch((caught: unknown) => [caught]);
    expect(error).to.have.property('code', 'ECONNREFUSED');
  });

  it('breaks off when nobody listens behind it', async () => {
    const proxy = await startFaultProxy({ targetPort: 9 });
    expect(await talk(proxy, 'hello').closed).to.match(/closed|ECONNRESET/);
    await proxy.close();
  });
});
