import { catchError, defaultIfEmpty, defer, finalize, from, map, type Observable, of, take, tap, timeout } from 'rxjs';
import type { SocketRequest } from '../../ports/SocketPort.js';
import type { RefusedSocket } from '../../ports/SocketService.js';
import { BRIDGE_PROTOCOL } from '../protocol/BRIDGE_PROTOCOL.js';
import type { BridgeSession } from './BridgeSession.js';
import type { Seat, Seats } from './createSeats.js';
import { hasExpired } from './hasExpired.js';
import type { BridgeSettings } from './options.js';
import { ticketOf } from './ticketOf.js';
import { userKey } from './userKey.js';

/** A session with its seat. */
export interface SeatedSession {
  readonly kind: 'seated';
  readonly session: BridgeSession;
  readonly seat: Seat;
}

/** Names under which credentials travel in URLs, into the logs of every server on the way. */
const TOKEN_NAME = /(?:^|&)(?:[^=&]*(?:token|ticket|jwt|secret|password|api_?key)|auth(?:orization)?)=/iu;
const FULL: RefusedSocket = { kind: 'refused', status: 503, reason: 'full' };
const UNAUTHORIZED: RefusedSocket = { kind: 'refused', status: 401, reason: 'unauthorized' };

/**
 * Decides whether a client gets a socket: no token in the URL, a page of ours or a client with a credential of its own,
 * room, and somebody whom `authorize` knows.
 *
 * ```marble
 * authorize   ---a--   a session, or nobody
 * admit       ---(s|)  a seat, or a refusal
 * ```
 *
 * Emits once and never errors. The seat is taken before `authorize` is asked, and given back when it refuses, fails, takes
 * too long or is not waited for.
 *
 * @param request as it came
 * @param seats where there is room
 * @param settings of the bridge
 * @example
 * admit(request, seats, settings).subscribe(({ kind }) => console.log(kind));
 */
export function admit(
  request: SocketRequest,
  seats: Seats,
  settings: BridgeSettings,
): Observable<SeatedSession | RefusedSocket> {
  return defer((): Observable<SeatedSession | RefusedSocket> => {
    const ticket = ticketOf(request);
    const refused = refusalOf(request, ticket, settings.origins);
    if (refused !== undefined) return of(refused);
    const seat = seats.take(request.remoteAddress);
    if (seat === undefined) return of(FULL);
    let isSeated = false;
    return defer(() => from(settings.authorize({ ...request, ticket }))).pipe(
      take(1),
      timeout({ first: settings.authorizeWithinMs, scheduler: settings.scheduler }),
      map((session) => seatFor(session, seat, settings.scheduler.now())),
      defaultIfEmpty(UNAUTHORIZED),
      catchError(() => of(UNAUTHORIZED)),
      tap(({ kind }) => {
        isSeated = kind === 'seated';
      }),
      finalize(() => {
        if (!isSeated) seat.giveBack();
      }),
    );
  });
}

function seatFor(session: BridgeSession | undefined, seat: Seat, now: number): SeatedSession | RefusedSocket {
  if (session === undefined || hasExpired(session, now)) return UNAUTHORIZED;
  if (!seat.seatUser(userKey(session))) return FULL;
  return seat.isRevoked() ? UNAUTHORIZED : { kind: 'seated', session, seat };
}

function refusalOf(
  { query, headers }: SocketRequest,
  ticket: string | undefined,
  origins: readonly string[],
): RefusedSocket | undefined {
  if (TOKEN_NAME.test(query)) return { kind: 'refused', status: 400, reason: 'tokenInUrl' };
  const offered = headers['sec-websocket-protocol'];
  const isWebSocket = headers['upgrade'] !== undefined;
  if (isWebSocket && !(offered ?? '').split(',').some((one) => one.trim() === BRIDGE_PROTOCOL))
    return { kind: 'refused', status: 400, reason: 'protocol' };
  const { origin } = headers;
  // Browsers name no origin when a page reads from where it came from, but say that it does so.
  const isOwnPage = !isWebSocket && headers['sec-fetch-site'] === 'same-origin';
  const isNoPage = (ticket ?? headers['authorization']) !== undefined;
  const isTrusted = origin === undefined ? isOwnPage || isNoPage : origins.includes(origin);
  return isTrusted ? undefined : { kind: 'refused', status: 403, reason: 'origin' };
}
