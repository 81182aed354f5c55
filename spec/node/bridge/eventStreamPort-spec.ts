import { expect } from 'chai';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { frameOf } from '../../../lib/bridge/protocol/frameOf.js';
import { toFrame } from '../../../lib/bridge/protocol/toFrame.js';
import { eventStreamPort } from '../../../lib/node/bridge/eventStreamPort.js';
import type { WishedTopic } from '../../../lib/node/bridge/parseWishes.js';
import type { SocketPort } from '../../../lib/ports/SocketPort.js';
import { withPort } from '../../support/intakeServer.js';

/** A port on one end of an answer, the reader on the other. */
async function withStream(
  wishes: readonly WishedTopic[],
  use: (port: SocketPort, reader: IncomingMessage) => Promise<void>,
): Promise<void> {
  const server = createServer();
  await withPort(server, async (number) => {
    const asked = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    const request = get({ port: number, host: '127.0.0.1' });
    request.on('error', () => undefined);
    const [, response] = await asked;
    response.writeHead(200).flushHeaders();
    const [reader] = (await once(request, 'response')) as [IncomingMessage];
    reader.setEncoding('utf8').on('error', () => undefined);
    await use(eventStreamPort(response, wishes), reader);
    request.destroy();
  });
}

const eventAt = (topic: string, epoch: string, offset: number) =>
  toFrame({ kind: 'event', topic, epoch, offset, data: 1 });

async function bodyOf(reader: IncomingMessage): Promise<string> {
  let body = '';
  reader.on('data', (piece: string) => (body += piece));
  await once(reader, 'end');
  return body;
}

describe('eventStreamPort', () => {
  it('asks for what the request wished, where it was', async () => {
    const since = { epoch: 'e', offset: 3 };
    await withStream([{ topic: 'a' }, { topic: 'b', since }], async (port) => {
      expect(port.isDuplex).to.be.false;
      const asked = await lastValueFrom(port.messages.pipe(take(2), toArray()));
      expect(asked.map((text) => JSON.parse(text) as unknown)).to.deep.equal([
        { kind: 'subscribe', topic: 'a' },
        { kind: 'subscribe', topic: 'b', since },
      ]);
    });
  });

  it('gives every event an id with the places of all topics, in the order of the wishes', async () => {
    const since = { epoch: 'e', offset: 3 };
    await withStream([{ topic: 'a' }, { topic: 'b', since }], async (port, reader) => {
      const body = bodyOf(reader);
      port.send(toFrame({ kind: 'ping' }));
      port.send(eventAt('a', 'f', 1));
      port.send(eventAt('other', 'g', 9));
      port.send(eventAt('b', 'e', 4));
      port.close(1012, '5000');
      port.send(frameOf('1'));
      port.close(1000, 'normal');
      const events = (await body).trimEnd().split('\n\n');
      expect(events.map((event) => event.split('\n')[0])).to.deep.equal([
        'id: -,e:3',
        'id: f:1,e:3',
        'id: f:1,e:3',
        'id: f:1,e:4',
        'event: close',
      ]);
      expect(events.at(-1)).to.equal('event: close\ndata: {"code":1012,"reason":"5000"}');
      expect(events[0]).to.equal('id: -,e:3\ndata: {"kind":"ping"}');
    });
  });

  it('counts what waits, and tells when it was taken', async () => {
    await withStream([{ topic: 'a' }], async (port, reader) => {
      port.send(frameOf('"a little"'));
      expect(port.bufferedBytes()).to.be.greaterThan(0);
      const drained = firstValueFrom(port.drained);
      reader.resume();
      await drained;
      expect(port.bufferedBytes()).to.equal(0);
    });
  });

  it('completes when the reader goes, and when it is cut', async () => {
    await withStream([{ topic: 'a' }], async (port, reader) => {
      const over = lastValueFrom(port.messages.pipe(toArray()));
      reader.destroy();
      expect(await over).to.have.length(1);
    });
    await withStream([{ topic: 'a' }], async (port) => {
      const over = lastValueFrom(port.messages.pipe(toArray()));
      port.cut();
      expect(await over).to.have.length(1);
    });
  });
});
