import {
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  from,
  interval,
  map,
  merge,
  type Observable,
  type ObservableInput,
  of,
  race,
  repeat,
  type SchedulerLike,
  switchMap,
  take,
  takeUntil,
  takeWhile,
  tap,
  timer,
} from 'rxjs';
import type { ClientSocketEvent, ClientSocketPort } from '../../ports/ClientSocketPort.js';
import type { Entropy } from '../../ports/Entropy.js';
import { BRIDGE_PROTOCOL } from '../protocol/BRIDGE_PROTOCOL.js';
import { CLOSE_CODES } from '../protocol/CLOSE_CODES.js';
import { type Liveness, LOOK_EVERY_MS } from './Liveness.js';
import { returnPauseMs, type SocketEnd, TOPICS_CHANGED } from './returnPauseMs.js';

/** What it takes to open one socket after the other. */
export interface SocketSource {
  readonly url: string;
  readonly ticket: (() => ObservableInput<string>) | undefined;
  readonly sockets: readonly ClientSocketPort[];
  readonly wakeUps: Observable<unknown>;
  readonly outages: Observable<unknown>;
  readonly scheduler: SchedulerLike;
  readonly entropy: Entropy;
}

/** What becomes of the sockets. */
export type SocketNews =
  Exclude<ClientSocketEvent, { readonly kind: 'closed' }> | { readonly kind: 'lost'; readonly end: SocketEnd };

const BROKEN: SocketEnd = { code: 1006, reason: '' };
/** A socket that lived less counts as a failure, so that one that is thrown out at once makes no fast loop. */
const LASTING_MS = 10_000;

/**
 * Opens a socket and, whenever it is lost, another one: with a fresh ticket, after a pause, or at once on a wake-up.
 *
 * ```marble
 * sockets  o-t-t--X     o-t
 * news     o-t-t--l     o-t
 * ```
 *
 * A socket is lost when it is closed, cannot be opened, is silent for too long, or the network is gone. Completes when the
 * session was taken back; never errors. Unsubscribing closes the socket.
 *
 * @param source where sockets come from
 * @param liveness told when a socket begins, asked whether it is silent
 * @example
 * keepSocket(source, new Liveness()).subscribe(({ kind }) => console.log(kind));
 */
export function keepSocket(source: SocketSource, liveness: Liveness): Observable<SocketNews> {
  return defer(() => {
    let failures = 0;
    let end = BROKEN;
    const one = defer(() => {
      const beganAt = source.scheduler.now();
      liveness.begin(beganAt);
      return oneSocket(source, failures, liveness).pipe(
        tap((news) => {
          if (news.kind !== 'lost') return;
          end = news.end;
          const isExpected = end.code === TOPICS_CHANGED;
          failures = isExpected || source.scheduler.now() - beganAt > LASTING_MS ? 0 : failures + 1;
        }),
      );
    });
    const pause = (): Observable<unknown> => {
      const pauseMs = returnPauseMs(end, failures, source.entropy.random());
      return race(timer(pauseMs, source.scheduler), source.wakeUps).pipe(take(1));
    };
    return one.pipe(
      repeat({ delay: pause }),
      takeWhile((news) => news.kind !== 'lost' || news.end.code !== CLOSE_CODES.revoked, true),
    );
  });
}

function oneSocket(source: SocketSource, failures: number, liveness: Liveness): Observable<SocketNews> {
  const { url, sockets, outages } = source;
  // Where one kind of socket does not get through, another may.
  const open = sockets[Math.floor(failures / 2) % sockets.length];
  if (open === undefined) return EMPTY;
  let end = BROKEN;
  const news = ticketOf(source).pipe(
    switchMap((ticket) => open({ url, protocol: BRIDGE_PROTOCOL, ticket })),
    tap((event) => {
      if (event.kind === 'closed') end = event;
    }),
    filter((event) => event.kind !== 'closed'),
    takeUntil(merge(silences(source, liveness), outages)),
    catchError(() => EMPTY),
  );
  return concat(
    news,
    defer(() => of({ kind: 'lost' as const, end })),
  );
}

function ticketOf({ ticket }: SocketSource): Observable<string | undefined> {
  return defer(() => (ticket === undefined ? of(undefined) : from(ticket()))).pipe(take(1));
}

function silences({ scheduler, wakeUps }: SocketSource, liveness: Liveness): Observable<unknown> {
  return merge(
    interval(LOOK_EVERY_MS, scheduler).pipe(map(() => liveness.look(scheduler.now()))),
    wakeUps.pipe(map(() => liveness.wasAsleep(scheduler.now()))),
  ).pipe(filter(Boolean));
}
