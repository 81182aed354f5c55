import {
  concatMap,
  connect,
  defer,
  endWith,
  finalize,
  ignoreElements,
  map,
  merge,
  type Observable,
  of,
  takeUntil,
  takeWhile,
  tap,
} from 'rxjs';
import type { SocketRequest } from '../../ports/SocketPort.js';
import type { AdmittedSocket, RefusedSocket, SocketAdmission, SocketService } from '../../ports/SocketService.js';
import type { Hub } from '../hub/Hub.js';
import { type ReadableHub, readableHub } from '../hub/readableHub.js';
import { BRIDGE_PROTOCOL } from '../protocol/BRIDGE_PROTOCOL.js';
import { CLOSE_CODES } from '../protocol/CLOSE_CODES.js';
import { admit, type SeatedSession } from './admit.js';
import { BridgePeer } from './BridgePeer.js';
import { createSeats, type Seat, type Seats } from './createSeats.js';
import { Heartbeat } from './Heartbeat.js';
import { type BridgeOptions, type BridgeSettings, resolveBridgeOptions } from './options.js';
import { userKey } from './userKey.js';

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
 * client   --s-------   subscribe
 * source   -------x--   is published
 * socket   w-(bn)-e--   welcome, subscribed, snapshot, event
 * ```
 *
 * Who asks is authorised before there is a socket, every topic at every subscribe. A slow socket is served from the
 * history at its own pace, as its topic says, and never holds more than `highWaterBytes` and one frame. Memory: O(sockets × topics of
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
  return new HubDoor(readableHub(hub), resolveBridgeOptions(options));
}

class HubDoor implements Bridge {
  readonly protocol = BRIDGE_PROTOCOL;
  readonly maxMessageBytes: number;
  private readonly seats: Seats;
  private readonly beat: Heartbeat<BridgePeer>;
  private isOpen = true;

  constructor(
    private readonly hub: ReadableHub,
    private readonly settings: BridgeSettings,
  ) {
    const { maxMessageBytes, pingEveryMs, scheduler } = settings;
    this.maxMessageBytes = maxMessageBytes;
    this.seats = createSeats(settings);
    this.beat = new Heartbeat(pingEveryMs / BEATS, scheduler, (peer) => {
      peer.beat(scheduler.now(), BEATS);
    });
  }

  allowsOrigin(origin: string): boolean {
    return this.settings.origins.includes(origin);
  }

  admit(request: SocketRequest): Observable<SocketAdmission> {
    return defer(() => (this.isOpen ? admit(request, this.seats, this.settings) : of(CLOSING))).pipe(
      map((answer) => (answer.kind === 'seated' ? this.admitted(answer) : answer)),
      tap((answer) => {
        if (answer.kind !== 'refused') return;
        this.settings.telemetry?.count('bridge_refused_total', 1, { reason: answer.reason });
      }),
    );
  }

  revoke(tenant: string, userId: string): void {
    this.seats.revoke(userKey({ tenant, userId }));
    for (const peer of this.beat.all) if (peer.isOf(tenant, userId)) peer.close('revoked');
  }

  close(): void {
    this.isOpen = false;
    for (const peer of this.beat.all) this.restart(peer);
  }

  size(): number {
    return this.beat.all.size;
  }

  private admitted({ session, seat }: SeatedSession): AdmittedSocket {
    return {
      kind: 'admitted',
      cancel: seat.giveBack,
      serve: (socket) => this.serve(new BridgePeer(socket, session, this.hub, this.settings), seat),
    };
  }

  /** Whatever is still being done for a client ends with its socket. */
  private serve(peer: BridgePeer, seat: Seat): Observable<never> {
    return defer(() => {
      this.beat.add(peer);
      this.tellSize();
      this.greet(peer, seat);
      return peer.socket.messages.pipe(
        connect((messages) =>
          merge(answersTo(peer, messages), drainsOf(peer)).pipe(
            takeUntil(messages.pipe(ignoreElements(), endWith(undefined))),
          ),
        ),
      );
    }).pipe(
      finalize(() => {
        peer.end();
        this.beat.delete(peer);
        seat.giveBack();
        this.tellSize();
        peer.socket.close(CLOSE_CODES.normal, 'normal');
      }),
    );
  }

  // Much may have happened since the client was admitted.
  private greet(peer: BridgePeer, seat: Seat): void {
    if (!this.isOpen) this.restart(peer);
    else if (seat.isRevoked()) peer.close('revoked');
    else peer.welcome();
  }

  private restart(peer: BridgePeer): void {
    peer.close('restarting', String(this.settings.returnWithinMs));
  }

  private tellSize(): void {
    this.settings.telemetry?.gauge('bridge_sockets', this.beat.all.size, {});
  }
}

function answersTo(peer: BridgePeer, messages: Observable<string>): Observable<never> {
  return messages.pipe(
    map((text) => peer.hear(text)),
    takeWhile((message) => message !== undefined),
    concatMap((message) => peer.answer(message)),
  );
}

function drainsOf(peer: BridgePeer): Observable<never> {
  return peer.socket.drained.pipe(
    tap(() => {
      peer.advance();
    }),
    ignoreElements(),
  );
}
