import { expect } from 'chai';
import { once } from 'node:events';
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import WebSocket, { WebSocketServer } from 'ws';
import { frameOf } from '../../../lib/bridge/protocol/frameOf.js';
import { wsSocketPort } from '../../../lib/node/bridge/wsSocketPort.js';
import type { SharedFrame, SocketPort } from '../../../lib/ports/SocketPort.js';

interface Ends {
  readonly port: SocketPort;
  readonly client: WebSocket;
  readonly encoded: WeakMap<SharedFrame, Buffer>;
}

/** Both ends of a WebSocket on loopback. */
async function withEnds(use: (ends: Ends) => Promise<void>, goodbyeMs = 50): Promise<void> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  const client = new WebSocket(`ws://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`);
  const [[socket]] = (await Promise.all([once(server, 'connection'), once(client, 'open')])) as [[WebSocket], unknown];
  const encoded = new WeakMap<SharedFrame, Buffer>();
  try {
    await use({ port: wsSocketPort(socket, { encoded, goodbyeMs }), client, encoded });
  } finally {
    client.terminate();
    server.close();
    await once(server, 'close');
  }
}

const textOf = async (client: WebSocket): Promise<string> => {
  const [data] = (await once(client, 'message')) as [Buffer];
  return data.toString();
};

describe('wsSocketPort', () => {
  it('sends frames as text, encoded once for all sockets', async () => {
    await withEnds(async ({ port, client, encoded }) => {
      const frame = frameOf('"é"');
      const came = textOf(client);
      port.send(frame);
      const bytes = encoded.get(frame);
      expect(bytes).to.have.length(4);
      port.send(frame);
      expect(encoded.get(frame)).to.equal(bytes);
      expect(await came).to.equal('"é"');
    });
  });

  it('gives what the client says, bytes read as text, and completes with the socket', async () => {
    await withEnds(async ({ port, client }) => {
      const all = lastValueFrom(port.messages.pipe(toArray()));
      client.send('a');
      client.send(Buffer.from([0xff]));
      client.close();
      expect(await all).to.deep.equal(['a', '\ufffd']);
    });
  });

  it('counts what waits, and tells when it was taken, even when it is too little for the stream to speak of', async () => {
    await withEnds(async ({ port, client }) => {
      client.pause();
      const small = frameOf(JSON.stringify('x'.repeat(1_000)));
      while (port.bufferedBytes() === 0) port.send(small);
      expect(port.bufferedBytes()).to.be.lessThan(16_384);
      const drained = firstValueFrom(port.drained.pipe(take(1)));
      client.resume();
      await drained;
      expect(port.bufferedBytes()).to.equal(0);
    });
  });

  it('says goodbye with a code, and sends nothing after', async () => {
    await withEnds(async ({ port, client }) => {
      const closed = once(client, 'close') as Promise<[number, Buffer]>;
      port.close(4401, 'expired');
      port.send(frameOf('1'));
      port.close(1000, 'normal');
      const [code, reason] = await closed;
      expect([code, reason.toString()]).to.deep.equal([4401, 'expired']);
    });
  });

  it('cuts off a client that does not take its goodbye', async () => {
    await withEnds(async ({ port, client }) => {
      client.pause();
      const over = lastValueFrom(port.messages, { defaultValue: 'over' });
      port.close(4008, 'slow');
      expect(await over).to.equal('over');
    });
  });

  it('cuts the socket off at once', async () => {
    await withEnds(async ({ port, client }) => {
      const closed = once(client, 'close') as Promise<[number]>;
      port.cut();
      expect((await closed)[0]).to.equal(1006);
    });
  });
});
