// The textbook chain with all that a sync needs: queue poll, status poll, a deadline on every read and one over all.
import { concatMap, distinct, filter, map, merge, scan, share, takeWhile, timer } from 'rxjs';
import { library } from '../harness/library.mjs';
import { decode, decodedEvents, parsed, repeated } from './textbookPoll.mjs';

const { ConnectionWire } = await library('aggregators/oxlin/wire/ConnectionWire');
const { toConnection } = await library('aggregators/oxlin/wire/toConnection');

/** Follows one connection over an HttpPort until it rests with a new end date, or the time is up. */
export function textbookFollow(
  http,
  { queueUrl, connectionUrl, headers, connectionId, since, pollEveryMs, statusEveryMs, deadlineMs, scheduler },
) {
  const sinceMs = since.getTime();
  const get = (url) => () =>
    http.request({ operation: 'read', method: 'GET', url, headers, deadlineMs: 30_000, maxBytes: 16_777_216 });
  const events = repeated(get(queueUrl), { everyMs: pollEveryMs, scheduler }).pipe(
    parsed(),
    decodedEvents(),
    distinct(({ id }) => id),
    filter((event) => event.connectionId === connectionId && (event.createdAt?.getTime() ?? sinceMs) >= sinceMs),
    map((event) => ({ kind: 'event', connection: event.connection, event })),
    share(),
  );
  const looks = repeated(get(connectionUrl), { everyMs: statusEveryMs, scheduler }).pipe(
    parsed(),
    map((wire) => ({ kind: 'look', connection: toConnection(decode(ConnectionWire, wire)) })),
  );
  const deadline = timer(deadlineMs, scheduler).pipe(map(() => ({ kind: 'deadline' })));
  return merge(events, looks, deadline).pipe(
    scan((state, seen) => observed(state, seen, sinceMs), { connection: undefined, ended: false, updates: [] }),
    takeWhile(({ ended }) => !ended, true),
    concatMap(({ updates }) => updates),
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
