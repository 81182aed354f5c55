import { defer, type Observable } from 'rxjs';
import { DecodeError } from '../../errors/DecodeError.js';
import { printBytes } from '../../model/digestBytes.js';
import type { QueueId } from '../../model/Identity.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { mapAnew } from '../../operators/mapAnew.js';
import type { QueueReader, QueueReading } from '../../ports/QueueApi.js';
import { jsonBody } from '../shared/jsonBody.js';
import type { OxlinParts } from './OxlinParts.js';
import { decodePage } from './wire/decodePage.js';

const OPERATION = 'read queue';
const UNCHANGED: QueueReading = { kind: 'unchanged' };

/**
 * Reads one queue again and again; the same bytes as last time are neither parsed nor decoded.
 *
 * Memory: length and digest of the last answer that could be decoded. Errors: DecodeError for an answer that is no
 * queue; it is not remembered.
 *
 * @param parts how to call
 * @param queueId which queue
 * @example
 * queueReader(parts, '20').read().subscribe((reading) => reading.kind); // 'page', then 'unchanged'
 */
export function queueReader({ upstream, endpoints, observer }: OxlinParts, queueId: QueueId): QueueReader {
  const url = endpoints.url(['queues', queueId]);
  let last: readonly number[] = [];
  const toReading = (response: HttpResponse): QueueReading => {
    const print = printBytes(response.body);
    if (print.every((word, at) => word === last[at])) return UNCHANGED;
    const page = decodePage(jsonBody(OPERATION, response));
    if (page.kind === 'refused') throw new DecodeError(OPERATION, page.failures);
    last = print;
    observer.page(page.value);
    return { kind: 'page', events: page.value.events, quarantined: page.value.quarantined };
  };
  return {
    read: (call): Observable<QueueReading> =>
      defer(() => upstream({ operation: OPERATION, method: 'GET', url }, call).pipe(mapAnew(() => toReading))),
  };
}
