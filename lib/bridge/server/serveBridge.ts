import {
  concatMap,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  map,
  merge,
  type Observable,
  of,
  takeWhile,
  tap,
} from 'rxjs';
import type { SocketPort } from '../../ports/SocketPort.js';
import type { AdmittedSocket, RefusedSocket, SocketService } from '../../ports/SocketService.js';
import type { Hub } from '../hub/createHub.js';
import { BRIDGE_PROTOCOL } from '../protocol/BRIDGE_PROTOCOL.js';
import { CLOSE_CODES } from '../protocol/CLOSE_CODES.js';
import { admit, type SeatedSession } from './admit.js';
import { BridgePeer } from './BridgePeer.js';
import { createSeats } from './createSeats.js';
import { Heartbeat } from './Heartbeat.js';
import { type BridgeOptions, type BridgeSettings, resolveBridgeOptions } from './options.js';
import { parseClientMessage } from './parseClientMessage.js';

/** Times that the bridge looks after its sockets for each pause between two signs of life. */
const BEATS = 5;
const CLOSING: RefusedSocket = { kind: 'refused', status: 503, reason: 'full' };

/** A hub's door for sockets. */
export interface Bridge extends SocketService {
  /** Closes every socket of a user. */
  revoke(tenant: string, userId: string): void;
  /** Closes every socket, with a hint to come back later, and admits no more. */
  close(): void;
  /** Sockets that are open. */
  size(): number;
}

/**
 * Serves a hub's topics to clients over sockets of any kind, by the protocol of docs/protocol.md.
 *
 * ```marble
 * client   s--------p----
 * socket   w(bn)-e--g-e--   welcome, subscribed, snapshot, events, ping
 * ```
 *
 * Who asks is authorised before there is a socket, every topic at every subscribe. A slow socket is served from the
 * history at its own pace, as its topic says, and never holds more than `highWaterBytes`. Memory: O(sockets × topics of
 * each), and `highWaterBytes` for each that is slow. Throws InvalidOptionError.
 *
 * @param hub what to read from
 * @param options who may, and limits
 * @example
 * const bridge = serveBridge(hub, {
 *   origins: ['https://app.example'],
 *   authorize: ({ ticket }) => of(tickets.redeem(ticket)),
 *   authorizeTopic: ({ userId }, topic) => topic === `syncs/${userId}`,
 * });
 * attachWebSockets(server, bridge, { path: '/live' });
 */
export function serveBridge(hub: Hub, options: BridgeOptions): Bridge {
  const settings = resolveBridgeOptions(options);
  const { scheduler, maxMessageBytes, pingEveryMs, returnWithinMs, telemetry } = settings;
  const seats = createSeats(settings);
  const beat = new Heartbeat<BridgePeer>(pingEveryMs / BEATS, scheduler, (peer) => {
    peer.beat(scheduler.now(), BEATS);
  });
  let isOpen = true;
  const admitted = ({ session, seat }: SeatedSession): AdmittedSocket => ({
    kind: 'admitted',
    serve: (socket) => servePeer(new BridgePeer(socket, session, hub, settings), beat, settings, seat.giveBack),
    cancel: seat.giveBack,
  });
  return {
    protocol: BRIDGE_PROTOCOL,
    maxMessageBytes,
    allowsOrigin: (origin) => settings.origins.includes(origin),
    admit: (request) =>
      defer(() => (isOpen ? admit(request, seats, settings) : of(CLOSING))).pipe(
        map((answer) => (answer.kind === 'seated' ? admitted(answer) : answer)),
        tap((answer) => {
          if (answer.kind === 'refused') telemetry?.count('bridge_refused_total', 1, { reason: answer.reason });
        }),
      ),
    revoke: (tenant, userId) => {
      for (const peer of beat.all) if (peer.isOf(tenant, userId)) peer.close('revoked');
    },
    close: () => {
      isOpen = false;
      for (const peer of beat.all) peer.close('restarting', String(returnWithinMs));
    },
    size: () => beat.all.size,
  };
}

function servePeer(
  peer: BridgePeer,
  beat: Heartbeat<BridgePeer>,
  { telemetry }: BridgeSettings,
  leave: () => void,
): Observable<never> {
  const { socket } = peer;
  const tellSize = (): void => telemetry?.gauge('bridge_sockets', beat.all.size, {});
  return defer(() => {
    beat.add(peer);
    tellSize();
    peer.welcome();
    return merge(answersTo(peer, socket), drainsOf(peer, socket));
  }).pipe(
    finalize(() => {
      peer.end();
      beat.delete(peer);
      leave();
      tellSize();
      socket.close(CLOSE_CODES.normal, 'normal');
    }),
  );
}

function answersTo(peer: BridgePeer, { messages }: SocketPort): Observable<never> {
  return messages.pipe(
    takeWhile(() => peer.hear()),
    concatMap((text) => {
      const message = parseClientMessage(text);
      if (message !== undefined) return peer.answer(message);
      peer.close('badMessage');
      return EMPTY;
    }),
  );
}

function drainsOf(peer: BridgePeer, { drained }: SocketPort): Observable<never> {
  return drained.pipe(
    tap(() => {
      peer.advance();
    }),
    ignoreElements(),
  );
}
