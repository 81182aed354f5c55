import * as t from 'io-ts';
import { DecodeError } from '../../errors/DecodeError.js';
import { decodeWith } from '../../model/decodeWith.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { jsonBody } from '../shared/jsonBody.js';
import { WireId } from '../shared/leaves.js';

const decodeCreated = decodeWith(t.union([t.type({ id: WireId }), t.type({ queue_id: WireId })], 'Created'));

/**
 * Takes the id of what was created from the last segment of `Location`, else from `id` or `queue_id` of the body.
 *
 * Assumption: as POST /users answers, which public clients show. The location is never followed.
 *
 * @param operation for the error
 * @param response the answer to POST /queues or POST /users
 * @example
 * createdId('subscribe queue', { status: 201, headers: { location: '/queues/20' }, body: new Uint8Array() }); // '20'
 */
export function createdId(operation: string, response: HttpResponse): string {
  const located = lastSegment(response.headers['location'] ?? '');
  if (located !== undefined) return located;
  const created = decodeCreated(jsonBody(operation, response));
  if (created.kind === 'refused') throw new DecodeError(operation, created.failures);
  return String('id' in created.value ? created.value.id : created.value.queue_id);
}

function lastSegment(location: string): string | undefined {
  const path = location.split(/[?#]/, 1)[0] ?? '';
  const segment = path
    .split('/')
    .filter((part) => part !== '')
    .at(-1);
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
