// The chain of the RxJS documentation and of every tutorial: one operator per wish, one event at a time.
import { isLeft } from 'fp-ts/lib/Either.js';
import { defer, distinct, filter, map, mergeMap, repeat, retry, takeWhile, timeout, timer } from 'rxjs';
import { library } from '../harness/library.mjs';

const { ConnectionWire } = await library('aggregators/oxlin/wire/ConnectionWire');
const { EventWire } = await library('aggregators/oxlin/wire/EventWire');
const { toConnection } = await library('aggregators/oxlin/wire/toConnection');
const { toQueueEvent } = await library('aggregators/oxlin/wire/toQueueEvent');

const TERMINAL = 'SYNC_ALL_SUCCESS';
const decoder = new TextDecoder();

/** Repeats a read every `everyMs`, each read within a deadline, with a back-off when it fails. */
export const repeated = (read, { everyMs, scheduler, readDeadlineMs = 30_000 }) =>
  defer(read).pipe(
    timeout({ each: readDeadlineMs, scheduler }),
    retry({ delay: (_, attempt) => timer(Math.min(30_000, 500 * 2 ** attempt), scheduler), resetOnSuccess: true }),
    repeat({ delay: () => timer(everyMs, scheduler) }),
  );

export const parsed = () => map(({ body }) => JSON.parse(decoder.decode(body)));

/** The same work on each event as the library does, with io-ts as its documentation shows it. */
export const decodedEvents = () => (pages) =>
  pages.pipe(
    mergeMap((page) => page),
    map((value) => decode(EventWire, value)),
    map((wire) => toQueueEvent(wire, { connection: toConnection(decode(ConnectionWire, wire.resource)) })),
  );

/** From events to updates: each once, ours only, until the end. */
export const ownUpdates = ({ connectionId, since }) => {
  const sinceMs = since.getTime();
  return (events) =>
    events.pipe(
      distinct(({ id }) => id),
      filter((event) => event.connectionId === connectionId && (event.createdAt?.getTime() ?? sinceMs) >= sinceMs),
      takeWhile(({ type }) => type !== TERMINAL, true),
      map((event) => ({ kind: 'event', connectionId, event, late: false })),
    );
};

/** A whole sync over an HttpPort. */
export const textbookSync = (http, request, options) =>
  repeated(() => http.request(request), options).pipe(parsed(), decodedEvents(), ownUpdates(options));

/** A sync over a port that hands over decoded pages. */
export const textbookStream = (reader, options) =>
  repeated(() => reader.read(), options).pipe(
    mergeMap(({ events }) => events),
    ownUpdates(options),
  );

export function decode(codec, value) {
  const decoded = codec.decode(value);
  if (isLeft(decoded)) throw new Error('not what was expected');
  return decoded.right;
}
