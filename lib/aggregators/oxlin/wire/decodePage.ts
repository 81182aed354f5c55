import type { Decoded } from '../../../model/decodeWith.js';
import { digestText } from '../../../model/digestBytes.js';
import { isModest } from '../../../model/isModest.js';
import type { QuarantinedEvent } from '../../../model/QuarantinedEvent.js';
import type { QueueEvent } from '../../../model/QueueEvent.js';
import { decodeEvent } from './decodeEvent.js';
import type { Draft } from '../../shared/Draft.js';
import { WireId } from '../../shared/leaves.js';
import { sharedDates } from './sharedDates.js';

/** What one answer of a queue holds: the events in upstream's order, and the entries that are none. */
export interface QueuePage {
  readonly events: readonly QueueEvent[];
  readonly quarantined: readonly QuarantinedEvent[];
  /** Events whose type came as `event_status`. */
  readonly aliased: number;
}

/**
 * Decodes the answer of a queue in any of the shapes it may have: a list, one event, `{"events":[…]}`, or nothing at
 * all (null, `{}`, an empty body). An entry that is no event is quarantined and the rest flows on. Events of one page may
 * share the Date of an instant.
 *
 * Assumption: the documentation shows one event and speaks of several; every other list of v2.1 is a bare array.
 *
 * @param body what JSON gave; undefined for an empty body
 * @example
 * decodePage([{ id: '20', event_type: 'LOGIN_SUCCESS' }, 7]); // one event, one quarantined entry
 */
export function decodePage(body: unknown): Decoded<QueuePage> {
  const entries = entriesOf(body);
  if (entries === undefined) {
    return { kind: 'refused', failures: [{ path: '', expected: 'a list of events, or one, or {"events":[…]}' }] };
  }
  const events: QueueEvent[] = [];
  const quarantined: QuarantinedEvent[] = [];
  const dateOf = sharedDates();
  for (const entry of entries) {
    const event = decodeEvent(entry, dateOf);
    if (event.kind === 'decoded') events.push(event.value);
    else quarantined.push(quarantine(entry, event.failures));
  }
  return { kind: 'decoded', value: { events, quarantined, aliased: entries.filter(isAliased).length } };
}

function entriesOf(body: unknown): readonly unknown[] | undefined {
  if (body === undefined || body === null) return [];
  if (isList(body)) return body;
  if (typeof body !== 'object') return undefined;
  if ('events' in body && isList(body.events)) return body.events;
  if (Object.hasOwn(body, 'event_type') || Object.hasOwn(body, 'event_status')) return [body];
  return Object.keys(body).length === 0 ? [] : undefined;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isAliased = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'event_status' in entry && !('event_type' in entry);

function quarantine(entry: unknown, failures: QuarantinedEvent['failures']): QuarantinedEvent {
  const event: Draft<QuarantinedEvent> = { digest: digestText(writable(entry)), failures };
  const id: unknown = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
  if (WireId.is(id)) event.id = String(id);
  return event;
}

/** JSON.stringify runs out of stack on deep nesting, so what is too deep is known by its outermost keys only. */
function writable(entry: unknown): string {
  if (isModest(entry) || typeof entry !== 'object' || entry === null) return JSON.stringify(entry);
  const members = Object.entries(entry).map(([key, member]: [string, unknown]) => [
    key,
    isModest(member) ? member : '…',
  ]);
  return JSON.stringify(members);
}
