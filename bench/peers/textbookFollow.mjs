// The textbook chain with the duties of a sync: baseline, trigger, queue poll, status poll, a deadline on every call and
// one over all, and whoever subscribes later is told from the start.
import {
  concatMap,
  defer,
  distinct,
  filter,
  map,
  merge,
  scan,
  shareReplay,
  switchMap,
  takeWhile,
  timeout,
  timer,
} from 'rxjs';
import { library } from '../harness/library.mjs';
import { decode, decodedEvents, parsed, repeated } from './textbookPoll.mjs';

const { ConnectionWire } = await library('aggregators/oxlin/wire/ConnectionWire');
const { toConnection } = await library('aggregators/oxlin/wire/toConnection');

const READ_DEADLINE_MS = 30_000;

/** Triggers the sync of one connection and follows it until it rests with a new end date, or the time is up. */
export function textbookFollow(http, options) {
  const { connectionUrl, triggerUrl, scheduler, connectionId } = options;
  const call = (method, url) => () =>
    http.request({
      operation: 'call',
      method,
      url,
      headers: options.headers,
      deadlineMs: READ_DEADLINE_MS,
      maxBytes: 16_777_216,
    });
  const connection = () => map((wire) => toConnection(decode(ConnectionWire, wire)));
  const once = (method, url) => defer(call(method, url)).pipe(timeout({ first: READ_DEADLINE_MS, scheduler }));
  const events = repeated(call('GET', options.queueUrl), { everyMs: options.pollEveryMs, scheduler }).pipe(
    parsed(),
    decodedEvents(),
    distinct(({ id }) => id),
  );
  const looks = repeated(call('GET', connectionUrl), { everyMs: options.statusEveryMs, scheduler }).pipe(
    parsed(),
    connection(),
  );
  const follow = (baseline, sinceMs) =>
    merge(
      events.pipe(
        filter((event) => event.connectionId === connectionId && (event.createdAt?.getTime() ?? sinceMs) >= sinceMs),
        map((event) => ({ kind: 'event', connection: event.connection, event })),
      ),
      looks.pipe(map((connection) => ({ kind: 'look', connection }))),
      timer(options.deadlineMs, scheduler).pipe(map(() => ({ kind: 'deadline' }))),
    ).pipe(
      scan((state, seen) => observed(state, seen, sinceMs), { connection: baseline, ended: false, updates: [] }),
      takeWhile(({ ended }) => !ended, true),
      concatMap(({ updates }) => updates),
    );
  return once('GET', connectionUrl).pipe(
    parsed(),
    connection(),
    switchMap((baseline) => once('POST', triggerUrl).pipe(switchMap(() => follow(baseline, options.since.getTime())))),
    shareReplay({ bufferSize: 256, refCount: true }),
  );
}

function observed(state, seen, sinceMs) {
  const connection = seen.connection ?? state.connection;
  const ended = seen.kind === 'deadline' || isFreshEnd(connection, sinceMs);
  const event =
    seen.kind === 'event' ? [{ kind: 'event', connectionId: connection.id, event: seen.event, late: false }] : [];
  return { connection, ended, updates: ended ? [...event, { kind: 'outcome', connection }] : event };
}

function isFreshEnd({ status, channels }, sinceMs) {
  if (status === 'RUNNING') return false;
  return channels.every((channel) => channel.status !== 'RUNNING' && (channel.lastEndAt?.getTime() ?? 0) >= sinceMs);
}
