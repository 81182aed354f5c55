import { chanceInteger } from '../chanceInteger.js';
import { clockMs } from '../clockMs.js';
import type { OxlinState, Queue, QueueEntry } from '../OxlinState.js';
import { idLexeme } from '../wire/idLexeme.js';
import { type Json, writeJson } from '../wire/writeJson.js';

/** What a queue event says. */
export interface EventDraft {
  readonly userId: string;
  readonly connectionId: string;
  readonly type: string;
  readonly resourceType: string;
  /** Left out of the event when undefined. */
  readonly resource: Json;
  readonly definitionId: string | undefined;
  /** The caller's clock. Unit: ms. */
  readonly at: number;
  /** Unit: s, at most 0. */
  readonly datedS: number;
}

const BEYOND_DOUBLE = 9_007_199_254_740_992n;

/**
 * Writes an event to every queue of a user and to the record of all events.
 *
 * Ids grow with gaps; under `numericIds` neighbours differ only beyond what a double can hold. Source: seed 000 for
 * the members, of which `channel_definition_id` is optional.
 *
 * @param state the simulator
 * @param draft the event
 * @example
 * writeEvent(state, { userId: '501', connectionId: '1001', type: 'SYNC_STARTED', resourceType: 'CONNECTION', resource: {}, definitionId: undefined, at: now, datedS: 0 });
 */
export function writeEvent(state: OxlinState, draft: EventDraft): OxlinState {
  const { settings, counters } = state;
  const manyDigits = settings.switches.numericIds === 'true';
  const id = manyDigits ? String(BEYOND_DOUBLE + BigInt(counters.event)) : String(counters.event);
  const text = writeJson({
    id: idLexeme(settings, id),
    [settings.switches.eventTypeKey]: draft.type,
    resource_type: draft.resourceType,
    creation_date: Math.floor(clockMs(state, draft.at) / 1000) + draft.datedS,
    channel_definition_id: draft.definitionId === undefined ? undefined : idLexeme(settings, draft.definitionId),
    resource: draft.resource,
  });
  const gap = manyDigits ? 1 : chanceInteger(settings.seed, ['gap', counters.event], 1, 3);
  const numbered = { ...state, counters: { ...counters, event: counters.event + gap } };
  return enqueue(numbered, { id, userId: draft.userId, connectionId: draft.connectionId, type: draft.type, text });
}

/**
 * Adds a finished entry to every live queue of its user and to the record of all events.
 *
 * @param state the simulator
 * @param entry the entry, its text already written
 * @example
 * enqueue(state, { id: '20', userId: '501', connectionId: '1001', type: 'SYNC_ALL_SUCCESS', text: '{"id":"20"}' });
 */
export function enqueue(state: OxlinState, entry: QueueEntry): OxlinState {
  const { resendEvents, malformedEvents } = state.settings.switches;
  const spoilt = malformedEvents === 'true' && state.events.length % 3 === 1;
  const shown = [
    ...(spoilt ? [{ ...entry, id: '', type: '', text: '{"event_type":7,"resource":null}' }] : []),
    entry,
    ...(resendEvents === 'true' ? [entry] : []),
  ];
  const queues: Record<string, Queue> = { ...state.queues };
  for (const queue of Object.values(state.queues)) {
    if (queue.userId !== entry.userId || queue.state !== 'live') continue;
    queues[queue.id] = { ...queue, entries: [...queue.entries, ...shown] };
  }
  return { ...state, queues, events: [...state.events, entry] };
}
