import { expect } from 'chai';
import { ticketOf } from '../../../lib/bridge/server/ticketOf.js';

const ticketIn = (headers: Record<string, string>) =>
  ticketOf({ path: '/live', query: 'ticket=no', headers, remoteAddress: '192.0.2.1' });

describe('ticketOf', () => {
  for (const [name, headers, expected] of [
    ['a subprotocol', { 'sec-websocket-protocol': 'millrace.bridge.v1, ticket.abc' }, 'abc'],
    ['a subprotocol in any place', { 'sec-websocket-protocol': 'ticket.abc,millrace.bridge.v1' }, 'abc'],
    ['a header', { authorization: 'Ticket abc-._~+/=' }, 'abc-._~+/='],
    ['a header in any case', { authorization: 'TICKET abc' }, 'abc'],
    ['the subprotocol before the header', { 'sec-websocket-protocol': 'ticket.a', authorization: 'Ticket b' }, 'a'],
    ['nothing', {}, undefined],
    ['another subprotocol', { 'sec-websocket-protocol': 'millrace.bridge.v1' }, undefined],
    ['another scheme', { authorization: 'Bearer abc' }, undefined],
    ['a scheme and something else', { authorization: 'Ticket a b' }, undefined],
    ['a cookie', { cookie: 'ticket=abc' }, undefined],
  ] as const) {
    it(`finds it in ${name}: ${String(expected)}`, () => {
      expect(ticketIn(headers)).to.equal(expected);
    });
  }
});
