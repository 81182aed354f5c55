import { expect } from 'chai';
import { EMPTY, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import type { ClientSocketEvent } from '../../lib/ports/ClientSocketPort.js';
import type { SocketPort, SocketRequest } from '../../lib/ports/SocketPort.js';
import type { SocketAdmission, SocketService } from '../../lib/ports/SocketService.js';
import { memorySockets, type MemorySocketsOptions } from '../../lib/testing/memorySockets.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';

const frame = (text: string) => ({ text, bytes: text.length });

/** A service that admits everybody, and what came of it; one client. */
function stageOf(own: Partial<MemorySocketsOptions> = {}, admit?: SocketService['admit']) {
  const clock = new SuiteClock();
  const requests: SocketRequest[] = [];
  const sockets: SocketPort[] = [];
  const heard: string[] = [];
  let served = 0;
  const serviceNamed = (name: string): SocketService => ({
    protocol: 'p.v1',
    maxMessageBytes: 1_000,
    allowsOrigin: () => true,
    admit: (request) => {
      requests.push(request);
      return admit?.(request) ?? of(admissionBy(name));
    },
  });
  const admissionBy = (name: string): SocketAdmission => ({
    kind: 'admitted',
    cancel: () => undefined,
    serve: (socket) =>
      new Observable(() => {
        sockets.push(socket);
        served += 1;
        const hearing = socket.messages.subscribe({
          next: (text) => heard.push(`${name}:${text}`),
          complete: () => heard.push(`${name}:|`),
        });
        return () => {
          served -= 1;
          hearing.unsubscribe();
        };
      }),
  });
  const network = memorySockets(serviceNamed('one'), { scheduler: clock.scheduler, ...own });
  const connect = (ticket?: string) => {
    const events: ClientSocketEvent[] = [];
    const log: string[] = [];
    const subscription = network.port({ url: 'ws://app.example/live?a=b', protocol: 'p.v1', ticket }).subscribe({
      next: (event) => {
        events.push(event);
        log.push(
          event.kind === 'text' ? event.text : event.kind === 'closed' ? `closed ${String(event.code)}` : 'open',
        );
      },
      complete: () => log.push('|'),
    });
    const send = (text: string): void => {
      for (const event of events) if (event.kind === 'open') event.send(text);
    };
    return { log, send, subscription };
  };
  return { clock, network, requests, sockets, heard, connect, serviceNamed, served: () => served };
}

describe('memorySockets', () => {
  it('joins a client to the service, each text taking its time', () => {
    const { clock, connect, sockets, heard, network } = stageOf({ latencyMs: 10 });
    const client = connect();
    expect(network.opened()).to.equal(0);
    clock.advance(10);
    expect([network.opened(), client.log]).to.deep.equal([1, []]);
    clock.advance(10);
    client.send('hello');
    sockets[0]?.send(frame('"a"'));
    expect([heard, client.log, sockets[0]?.bufferedBytes()]).to.deep.equal([[], ['open'], 3]);
    clock.advance(10);
    expect([heard, client.log, sockets[0]?.bufferedBytes()]).to.deep.equal([['one:hello'], ['open', '"a"'], 0]);
  });

  it('asks as a page does', () => {
    const { clock, connect, requests } = stageOf({ origin: 'https://other.example' });
    connect();
    connect('abc');
    clock.advance(1);
    expect(requests.map(({ path, query, headers }) => ({ path, query, ...headers }))).to.deep.equal(
      ['p.v1', 'p.v1, ticket.abc'].map((offered) => ({
        path: '/live',
        query: 'a=b',
        origin: 'https://other.example',
        upgrade: 'websocket',
        'sec-websocket-protocol': offered,
      })),
    );
  });

  const refused: SocketAdmission = { kind: 'refused', status: 401, reason: 'unauthorized' };
  for (const [name, admit] of [
    ['is refused', () => of(refused)],
    ['meets an error', () => throwError(() => new Error('broken'))],
  ] as const) {
    it(`tells a client that ${name} no more than a network would`, () => {
      const { clock, connect, network } = stageOf({}, admit);
      const { log } = connect();
      clock.advance(10);
      expect([log, network.opened()]).to.deep.equal([['closed 1006', '|'], 0]);
    });
  }

  it('tells the client why the service closed, after what was sent before', () => {
    const { clock, connect, sockets, heard, served } = stageOf();
    const { log } = connect();
    clock.advance(2);
    sockets[0]?.send(frame('1'));
    sockets[0]?.close(4403, 'revoked');
    sockets[0]?.send(frame('2'));
    clock.advance(1);
    expect([log, heard, served()]).to.deep.equal([['open', '1', 'closed 4403', '|'], ['one:|'], 0]);
  });

  it('cuts off at once', () => {
    const { clock, connect, sockets } = stageOf();
    const { log } = connect();
    clock.advance(2);
    sockets[0]?.send(frame('1'));
    sockets[0]?.cut();
    clock.advance(1);
    expect(log).to.deep.equal(['open', 'closed 1006', '|']);
  });

  it('ends the service of a client that leaves', () => {
    const { clock, connect, heard, served } = stageOf();
    const { log, subscription } = connect();
    clock.advance(2);
    subscription.unsubscribe();
    expect([heard, served(), log]).to.deep.equal([['one:|'], 0, ['open']]);
    clock.advance(100);
    expect(clock.scheduler.actions).to.deep.equal([]);
  });

  it('asks nobody for a client that left before it got there, and stops asking for one that leaves then', () => {
    const answer = new Subject<SocketAdmission>();
    const { clock, connect, requests } = stageOf({}, () => answer);
    connect().subscription.unsubscribe();
    clock.advance(10);
    expect(requests).to.deep.equal([]);
    const { subscription } = connect();
    clock.advance(1);
    expect(answer.observed).to.equal(true);
    subscription.unsubscribe();
    expect(answer.observed).to.equal(false);
  });

  it('breaks every socket, so that both ends notice', () => {
    const { clock, connect, network, heard, sockets } = stageOf();
    const clients = [connect(), connect()];
    clock.advance(2);
    sockets[0]?.send(frame('lost'));
    network.breakAll();
    clock.advance(1);
    expect(clients.map(({ log }) => log.join(' '))).to.deep.equal(Array(2).fill('open closed 1006 |'));
    expect(heard).to.deep.equal(['one:|', 'one:|']);
  });

  it('loses what is sent, so that neither end notices', () => {
    const { clock, connect, network, sockets, heard } = stageOf();
    const client = connect();
    clock.advance(2);
    network.loseAll(true);
    client.send('hello');
    sockets[0]?.send(frame('1'));
    const late = connect();
    clock.advance(1_000);
    expect([client.log, late.log, heard, sockets[0]?.bufferedBytes()]).to.deep.equal([['open'], [], [], 1]);
    network.loseAll(false);
    const next = connect();
    clock.advance(10);
    expect([client.log, next.log]).to.deep.equal([['open'], ['open']]);
  });

  it('piles up at the server while clients take nothing, and says when they have taken it all', () => {
    const { clock, connect, network, sockets } = stageOf();
    const { log } = connect();
    clock.advance(2);
    let drained = 0;
    sockets[0]?.drained.subscribe(() => (drained += 1));
    network.stallAll(true);
    for (const text of ['1', '2', '3']) sockets[0]?.send(frame(text));
    clock.advance(1_000);
    expect([log, sockets[0]?.bufferedBytes(), drained]).to.deep.equal([['open'], 3, 0]);
    network.stallAll(false);
    clock.advance(1);
    expect([log, sockets[0]?.bufferedBytes(), drained]).to.deep.equal([['open', '1', '2', '3'], 0, 1]);
  });

  it('keeps the order of texts, whatever the clock does', () => {
    const { clock, connect, sockets } = stageOf({ latencyMs: 10 });
    const { log } = connect();
    clock.advance(20);
    sockets[0]?.send(frame('1'));
    clock.setWallBy(-5);
    sockets[0]?.send(frame('2'));
    clock.advance(60);
    expect(log).to.deep.equal(['open', '1', '2']);
  });

  it('has another service serve those who come later', () => {
    const { clock, connect, network, heard, serviceNamed } = stageOf();
    const [first] = [connect()];
    clock.advance(2);
    network.serveWith(serviceNamed('two'));
    const second = connect();
    clock.advance(2);
    first.send('a');
    second.send('b');
    clock.advance(1);
    expect(heard).to.deep.equal(['one:a', 'two:b']);
  });

  it('waits as long as the service does', () => {
    for (const never of [NEVER, EMPTY]) {
      const { clock, connect } = stageOf({}, () => never);
      const { log } = connect();
      clock.advance(60_000);
      expect(log).to.deep.equal([]);
    }
  });
});
