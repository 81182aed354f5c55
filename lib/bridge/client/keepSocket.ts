import {
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  from,
  interval,
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
import { AT_ONCE, returnPauseMs, type SocketEnd } from './returnPauseMs.js';

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
const WOKEN: SocketEnd = { code: AT_ONCE, reason: '' };
/** A socket that lived less counts as a failure, so that one that is thrown out at once makes no fast loop. */
const LASTING_MS = 10_000;
/** Where one kind of socket does not get through, another may. */
const FAILURES_OF_A_KIND = 2;

/** How it went so far. */
interface Course {
  end: SocketEnd;
  /** Sockets in a row that did not last. */
  failures: number;
  /** Which kind of socket is tried. */
  kind: number;
}

/**
 * Opens a socket and, whenever it is lost, another one: with a fresh ticket, after a pause, or at once on a wake-up.
 *
 * ```marble
 * first       o-t-t--(x|)
 * second                 o-t---
 * keepSocket  o-t-t--l---o-t---
 * ```
 *
 * A socket is lost when it is closed, cannot be opened, is silent for too long, or the network is gone. Completes when the
 * session was taken back; errors only as `wakeUps` and `outages` do. Unsubscribing closes the socket.
 *
 * @param source where sockets come from
 * @param liveness told when a socket begins, asked whether it is silent
 * @example
 * keepSocket(source, new Liveness()).subscribe(({ kind }) => console.log(kind));
 */
export function keepSocket(source: SocketSource, liveness: Liveness): Observable<SocketNews> {
  const { scheduler, entropy, wakeUps } = source;
  return defer(() => {
    const course: Course = { end: BROKEN, failures: 0, kind: 0 };
    const one = defer(() => {
      const beganAt = scheduler.now();
      liveness.begin(beganAt);
      return oneSocket(source, course.kind, liveness).pipe(
        tap((news) => {
          if (news.kind === 'lost') note(course, news.end, scheduler.now() - beganAt);
        }),
      );
    });
    const pause = (): Observable<unknown> =>
      race(timer(returnPauseMs(course.end, course.failures, entropy.random()), scheduler), wakeUps).pipe(take(1));
    return one.pipe(
      repeat({ delay: pause }),
      takeWhile((news) => news.kind !== 'lost' || news.end.code !== CLOSE_CODES.revoked, true),
    );
  });
}

function note(course: Course, end: SocketEnd, livedMs: number): void {
  course.end = end;
  if (end.code === AT_ONCE) return;
  course.failures = livedMs > LASTING_MS ? 0 : course.failures + 1;
  if (course.failures > 0 && course.failures % FAILURES_OF_A_KIND === 0) course.kind += 1;
}

function oneSocket(source: SocketSource, kind: number, liveness: Liveness): Observable<SocketNews> {
  const { url, sockets, scheduler, wakeUps, outages } = source;
  const open = sockets[kind % sockets.length];
  if (open === undefined) return EMPTY;
  let end = BROKEN;
  const silences = interval(LOOK_EVERY_MS, scheduler).pipe(filter(() => liveness.look(scheduler.now())));
  const awakenings = wakeUps.pipe(
    filter(() => liveness.wasAsleep(scheduler.now())),
    tap(() => {
      end = WOKEN;
    }),
  );
  const news = ticketOf(source).pipe(
    switchMap((ticket) => open({ url, protocol: BRIDGE_PROTOCOL, ticket })),
    tap((event) => {
      if (event.kind === 'closed') end = event;
    }),
    filter((event) => event.kind !== 'closed'),
    catchError(() => EMPTY),
    takeUntil(merge(silences, awakenings, outages)),
  );
  return concat(
    news,
    defer(() => of({ kind: 'lost' as const, end })),
  );
}

function ticketOf({ ticket }: SocketSource): Observable<string | undefined> {
  return defer(() => (ticket === undefined ? of(undefined) : from(ticket()))).pipe(take(1));
}
