import { concatMap, defer, EMPTY, finalize, ignoreElements, merge, type Observable, of, takeWhile, tap } from 'rxjs';
import type { SocketPort, SocketRequest } from '../../ports/SocketPort.js';
import type { Hub } from '../hub/createHub.js';
import { admit } from './admit.js';
import type { Admission, Admitted } from './Admission.js';
import { BridgePeer } from './BridgePeer.js';
import { createSeats } from './createSeats.js';
import { Heartbeat } from './Heartbeat.js';
import { type BridgeOptions, resolveBridgeOptions } from './options.js';
import { parseClientMessage } from './parseClientMessage.js';

/** Times that the bridge looks after its sockets for each pause between two signs of life. */
const BEATS = 5;

/** A hub's door for sockets. */
export interface Bridge {
  /** Longest message that a socket should take. Unit: bytes */
  readonly maxMessageBytes: number;
  /** Decides, before any upgrade, whether a client gets a socket. Emits once; what was admitted has to be served. */
  admit(request: SocketRequest): Observable<Admission>;
  /** Serves an open socket until it is closed, by whomever; unsubscribing closes it. */
  serve(socket: SocketPort, admitted: Admitted): Observable<never>;
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

  const closing: Admission = { kind: 'refused', status: 503, reason: 'full' };
  const tellSize = (): void => telemetry?.gauge('bridge_sockets', beat.all.size, {});

  return {
    maxMessageBytes,
    admit: (request) =>
      defer(() => (isOpen ? admit(request, seats, settings) : of(closing))).pipe(
        tap((admission) => {
          if (admission.kind === 'refused') telemetry?.count('bridge_refused_total', 1, { reason: admission.reason });
        }),
      ),
    serve: (socket, { session, seat }) =>
      defer(() => {
        const peer = new BridgePeer(socket, session, hub, settings);
        beat.add(peer);
        tellSize();
        peer.welcome();
        const answers = socket.messages.pipe(
          takeWhile(() => peer.hear()),
          concatMap((text) => {
            const message = parseClientMessage(text);
            if (message !== undefined) return peer.answer(message);
            peer.close('badMessage');
            return EMPTY;
          }),
        );
        const drains = socket.drained.pipe(tap(() => { peer.advance(); }), ignoreElements());
        return merge(answers, drains).pipe(
          finalize(() => {
            peer.end();
            beat.delete(peer);
            seat.giveBack();
            tellSize();
            socket.close(1000, 'normal');
          }),
        );
      }),
    revoke: (tenant, userId) => {
      for (const peer of beat.all) {
        const { session } = peer;
        if (session.tenant === tenant && session.userId === userId) peer.close('revoked');
      }
    },
    close: () => {
      isOpen = false;
      for (const peer of beat.all) peer.close('restarting', String(returnWithinMs));
    },
    size: () => beat.all.size,
  };
}
