import { expect } from 'chai';
import { EMPTY, map, NEVER, of, type ObservableInput, Subject, throwError } from 'rxjs';
import { admit, type SeatedSession } from '../../../lib/bridge/server/admit.js';
import type { BridgeSession } from '../../../lib/bridge/server/BridgeSession.js';
import { createSeats } from '../../../lib/bridge/server/createSeats.js';
import { type BridgeOptions, type BridgeRequest, resolveBridgeOptions } from '../../../lib/bridge/server/options.js';
import { userKey } from '../../../lib/bridge/server/userKey.js';
import type { SocketRequest } from '../../../lib/ports/SocketPort.js';
import type { RefusedSocket } from '../../../lib/ports/SocketService.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { SuiteClock, SUITE_START } from '../../../lib/testing/suiteClock.js';
import { PAGE_REQUEST } from '../../support/bridgeStand.js';

const session: BridgeSession = { tenant: 'acme', userId: 'u1' };

/** A door, and how often it asked who stands before it. */
function doorOf(own: Partial<BridgeOptions> = {}) {
  const clock = new SuiteClock();
  const asked: BridgeRequest[] = [];
  const settings = resolveBridgeOptions({
    origins: ['https://app.example', 'http://localhost:4200'],
    authorizeTopic: () => true,
    scheduler: clock.scheduler,
    ...own,
    authorize: (request) => {
      asked.push(request);
      return (own.authorize ?? (() => of(session)))(request);
    },
  });
  const seats = createSeats(settings);
  const answers: (SeatedSession | RefusedSocket)[] = [];
  const ask = (request: Partial<SocketRequest> = {}) =>
    admit({ ...PAGE_REQUEST, ...request }, seats, settings).subscribe((answer) => answers.push(answer));
  const inShort = (): string[] =>
    answers.map((answer) => (answer.kind === 'seated' ? 'seated' : `${String(answer.status)} ${answer.reason}`));
  return { clock, asked, seats, answers, ask, inShort };
}

const headersWith = (more: Record<string, string | undefined>): Partial<SocketRequest> => {
  const all = Object.entries({ ...PAGE_REQUEST.headers, ...more });
  return { headers: Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))) };
};
const stream = { upgrade: undefined, 'sec-websocket-protocol': undefined };

describe('admit', () => {
  it(
    'gives a seat to whom authorize knows',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const authorize = cold('---a--', { a: session });
      const expected = '      ---(s|)';
      const subs = '          ^--!';
      const settings = resolveBridgeOptions({
        origins: ['https://app.example'],
        authorize: () => authorize,
        authorizeTopic: () => true,
        scheduler,
      });
      const answer = admit(PAGE_REQUEST, createSeats(settings), settings);
      expectObservable(answer.pipe(map(({ kind }) => (kind === 'seated' ? 's' : 'r')))).toBe(expected);
      expectSubscriptions(authorize.subscriptions).toBe(subs);
    }),
  );

  for (const [name, request, expected] of [
    ['a page of ours', {}, 'seated'],
    ['another page of ours', headersWith({ origin: 'http://localhost:4200' }), 'seated'],
    ['a foreign page', headersWith({ origin: 'https://evil.example' }), '403 origin'],
    [
      'a foreign page with a ticket',
      headersWith({ origin: 'https://evil.example', authorization: 'Ticket a' }),
      '403 origin',
    ],
    ['a page of a host below ours', headersWith({ origin: 'https://x.app.example' }), '403 origin'],
    [
      'a page of a host that begins like ours',
      headersWith({ origin: 'https://app.example.evil.example' }),
      '403 origin',
    ],
    ['our host without encryption', headersWith({ origin: 'http://app.example' }), '403 origin'],
    ['our host on another port', headersWith({ origin: 'https://app.example:444' }), '403 origin'],
    ['our host in capitals', headersWith({ origin: 'https://APP.example' }), '403 origin'],
    ['a page without an origin of its own', headersWith({ origin: 'null' }), '403 origin'],
    ['an empty origin', headersWith({ origin: '' }), '403 origin'],
    [
      'no origin, and nothing that a page could not have',
      headersWith({ origin: undefined, cookie: 'a=b' }),
      '403 origin',
    ],
    ['no page, with a token', headersWith({ origin: undefined, authorization: 'Bearer a' }), 'seated'],
    [
      'no page, with a ticket',
      headersWith({ origin: undefined, 'sec-websocket-protocol': 'millrace.bridge.v1, ticket.a' }),
      'seated',
    ],
    [
      'a WebSocket that says that it is of one origin',
      headersWith({ origin: undefined, 'sec-fetch-site': 'same-origin' }),
      '403 origin',
    ],
    [
      'an event stream of our page',
      headersWith({ ...stream, origin: undefined, 'sec-fetch-site': 'same-origin' }),
      'seated',
    ],
    [
      'an event stream of a sister',
      headersWith({ ...stream, origin: undefined, 'sec-fetch-site': 'same-site' }),
      '403 origin',
    ],
    ['no subprotocol', headersWith({ 'sec-websocket-protocol': undefined }), '400 protocol'],
    ['another subprotocol', headersWith({ 'sec-websocket-protocol': 'millrace.bridge.v2' }), '400 protocol'],
    ['several subprotocols', headersWith({ 'sec-websocket-protocol': 'a,millrace.bridge.v1' }), 'seated'],
    ['a query that bears no secret', { query: 'topic=a&tokenless=1&author=me' }, 'seated'],
  ] as const) {
    it(`answers ${expected} to ${name}`, () => {
      const door = doorOf();
      door.ask(request);
      expect(door.inShort()).to.deep.equal([expected]);
      expect(door.asked).to.have.length(expected === 'seated' ? 1 : 0);
    });
  }

  for (const query of [
    'token=a',
    'x=1&access_token=a',
    'ACCESS_TOKEN=a',
    'ticket=a',
    'jwt=a',
    'id_token=',
    'authorization=a',
    'auth=a',
    'client_secret=a',
    'password=a',
    'api_key=a',
    'apikey=a',
  ]) {
    it(`refuses ?${query}: URLs are written into logs`, () => {
      const door = doorOf();
      door.ask({ query });
      expect(door.inShort()).to.deep.equal(['400 tokenInUrl']);
      expect(door.asked).to.deep.equal([]);
    });
  }

  it('hands the ticket to who decides', () => {
    const door = doorOf();
    door.ask(headersWith({ 'sec-websocket-protocol': 'millrace.bridge.v1, ticket.abc' }));
    door.ask();
    expect(door.asked.map(({ ticket }) => ticket)).to.deep.equal(['abc', undefined]);
  });

  for (const [name, authorize] of [
    ['nobody', () => of(undefined)],
    ['nothing', () => EMPTY],
    ['an error', () => throwError(() => new Error('no'))],
    [
      'an exception',
      () => {
        throw new Error('no');
      },
    ],
    ['null, from code without types', () => of(null) as unknown as ObservableInput<undefined>],
    ['a session that is over', () => of({ ...session, expiresAt: SUITE_START })],
  ] as const) {
    it(`refuses whom authorize knows as ${name}, and has the seat again`, () => {
      const door = doorOf({ authorize, maxSockets: 1 });
      door.ask();
      door.ask();
      expect(door.inShort()).to.deep.equal(['401 unauthorized', '401 unauthorized']);
    });
  }

  it('gives who decides five seconds, then refuses, and has the seat again', () => {
    const door = doorOf({ authorize: () => NEVER, maxSockets: 1 });
    door.ask();
    door.clock.advance(4_999);
    door.ask();
    expect(door.inShort()).to.deep.equal(['503 full']);
    door.clock.advance(1);
    expect(door.inShort()).to.deep.equal(['503 full', '401 unauthorized']);
    door.ask();
    expect(door.asked).to.have.length(2);
  });

  it('takes the first answer', () => {
    const door = doorOf({ authorize: () => [session, undefined] });
    door.ask();
    expect(door.inShort()).to.deep.equal(['seated']);
  });

  it('takes a promise for an answer', async () => {
    const door = doorOf({ authorize: () => Promise.resolve(session) });
    door.ask();
    await Promise.resolve();
    await Promise.resolve();
    expect(door.inShort()).to.deep.equal(['seated']);
  });

  for (const cap of ['maxPerAddress', 'maxPerUser', 'maxSockets'] as const) {
    it(`has no room beyond ${cap}, until somebody leaves`, () => {
      const door = doorOf({ [cap]: 2 });
      for (let time = 0; time < 3; time++) door.ask();
      expect(door.inShort()).to.deep.equal(['seated', 'seated', '503 full']);
      const [first] = door.answers;
      if (first?.kind === 'seated') first.seat.giveBack();
      door.ask();
      door.ask();
      expect(door.inShort().slice(3)).to.deep.equal(['seated', '503 full']);
    });
  }

  it('has the seat of the socket again when there is none for the user', () => {
    const door = doorOf({ maxPerUser: 1, maxSockets: 2 });
    for (let time = 0; time < 5; time++) door.ask();
    expect(door.seats.take('192.0.2.9')).to.not.equal(undefined);
    expect(door.seats.take('192.0.2.9')).to.equal(undefined);
  });

  it('has the seat again when the client leaves before it was known who it is', () => {
    const door = doorOf({ authorize: () => NEVER, maxSockets: 1 });
    door.ask().unsubscribe();
    expect(door.seats.take('192.0.2.9')).to.not.equal(undefined);
    expect(door.inShort()).to.deep.equal([]);
  });

  it('counts those who never say who they are', () => {
    const door = doorOf({ authorize: () => NEVER, maxSockets: 2_000, maxPerAddress: 2_000 });
    for (let time = 0; time < 2_001; time++) door.ask();
    expect(door.inShort()).to.deep.equal(['503 full']);
    door.clock.advance(5_000);
    expect(door.inShort()).to.have.length(2_001);
    expect(door.clock.scheduler.actions).to.deep.equal([]);
  });

  it('refuses who was revoked while it was being found out who it is', () => {
    const answer = new Subject<BridgeSession>();
    const door = doorOf({ authorize: () => answer, maxSockets: 1 });
    door.ask();
    door.seats.revoke(userKey(session));
    answer.next(session);
    expect(door.inShort()).to.deep.equal(['401 unauthorized']);
    expect(door.seats.take('192.0.2.9')).to.not.equal(undefined);
  });
});
