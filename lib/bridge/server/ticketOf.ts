import type { SocketRequest } from '../../ports/SocketPort.js';

const SUBPROTOCOL = 'ticket.';
const SCHEME = /^ticket ([\w.~+/=-]+)$/iu;

/**
 * Finds the ticket of a client: browsers can put it into the list of subprotocols only, others into `Authorization`.
 *
 * @param request as it came
 * @example
 * ticketOf({ ...request, headers: { authorization: 'Ticket abc' } }); // 'abc'
 */
export function ticketOf({ headers }: SocketRequest): string | undefined {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const named = offered.find((name) => name.startsWith(SUBPROTOCOL))?.slice(SUBPROTOCOL.length);
  return named ?? SCHEME.exec(headers['authorization'] ?? '')?.[1];
}
