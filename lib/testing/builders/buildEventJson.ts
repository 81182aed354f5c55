import { buildConnectionJson } from './buildConnectionJson.js';

/** A queue event as OXLIN writes it; a member that is `undefined` is left out of the JSON. */
export interface EventJson {
  /** Source: seed 000. */
  readonly id: string | number;
  /** Source: seed 000. */
  readonly event_type?: string | undefined;
  /** Source: seed 000. */
  readonly resource_type?: string | null | undefined;
  /** Source: seed 000. Unit: s since the epoch. */
  readonly creation_date?: number | null | undefined;
  /** Source: queue page of the documentation. */
  readonly channel_definition_id?: string | number | null | undefined;
  /** Source: seed 000: a connection, as `buildConnectionJson` gives it. */
  readonly resource?: unknown;
  /** Whatever else upstream may send. */
  readonly [member: string]: unknown;
}

/**
 * Builds the JSON that is decoded into the event of `buildQueueEvent`: an entry of `GET /queues/{id}`, which answers a
 * list of them.
 *
 * @param overrides what is to be different, in OXLIN's words
 * @example
 * jsonResponse(200, [buildEventJson({ id: '21', resource: buildConnectionJson({ id: '1002' }) })]);
 */
export function buildEventJson(overrides: Partial<EventJson> = {}): EventJson {
  return {
    id: '20',
    event_type: 'SYNC_ALL_SUCCESS',
    resource_type: 'CONNECTION',
    creation_date: Date.UTC(2018, 5, 4, 11, 34, 57) / 1000,
    resource: buildConnectionJson(),
    ...overrides,
  };
}
