import { map, type Observable } from 'rxjs';
import { DecodeError } from '../../errors/DecodeError.js';
import type { ConnectionId } from '../../model/Identity.js';
import type { SyncType } from '../../model/SyncRun.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import type { CallOptions, TriggerReceipt } from '../../ports/QueueApi.js';
import { connectionLinks } from './connectionLinks.js';
import { jsonBody } from '../shared/jsonBody.js';
import type { TypePlacement } from './options.js';
import type { OxlinParts } from './OxlinParts.js';
import { serverDate } from '../../ports/serverDate.js';

const CONFLICT = 409;

/** Which connection, and what for. */
export interface TriggerRequest {
  readonly connectionId: ConnectionId;
  readonly type: SyncType;
  readonly typeIn: TypePlacement;
}

/**
 * Starts the sync of one connection; the answer is taken for what its status says and never parsed.
 *
 * `type` is sent for LIST_ACCOUNTS only, which brings back **accounts that the user had deleted**. Source: seed 000.
 * Assumption: 409 means that one is running already.
 *
 * @param parts how to call
 * @param request which connection and type
 * @param call the caller's deadline
 * @example
 * triggerOne(parts, { connectionId: '7', type: 'ALL', typeIn: 'query' }).subscribe();
 */
export function triggerOne(parts: OxlinParts, request: TriggerRequest, call?: CallOptions): Observable<TriggerReceipt> {
  const { connectionId, type, typeIn } = request;
  const inQuery = type !== 'ALL' && typeIn === 'query';
  const inBody = type !== 'ALL' && typeIn === 'body';
  const url = parts.endpoints.url(['connections', connectionId, 'synchronize'], inQuery ? { type } : {});
  const body = inBody ? { body: JSON.stringify({ type }) } : {};
  return parts
    .upstream({ operation: 'synchronize connection', method: 'POST', url, accepts: [CONFLICT], ...body }, call)
    .pipe(map((response) => receipt(response, [connectionId])));
}

/**
 * Starts the sync of all connections of the user; the answer names those that will be synced.
 *
 * Errors: DecodeError when it names none that can be read, though it should.
 *
 * @param parts how to call
 * @param call the caller's deadline
 * @example
 * triggerAll(parts).subscribe(({ connectionIds }) => connectionIds);
 */
export function triggerAll(
  { upstream, endpoints, observer }: OxlinParts,
  call?: CallOptions,
): Observable<TriggerReceipt> {
  const operation = 'synchronize all connections';
  const url = endpoints.url(['connections', 'synchronize']);
  return upstream({ operation, method: 'POST', url, accepts: [CONFLICT] }, call).pipe(
    map((response) => {
      if (response.status === CONFLICT) return receipt(response, []);
      const links = connectionLinks(jsonBody(operation, response));
      if (links.kind === 'refused') throw new DecodeError(operation, links.failures);
      if (links.value.dropped > 0) observer.droppedLinks(links.value.dropped);
      return receipt(response, links.value.connectionIds);
    }),
  );
}

function receipt(response: HttpResponse, connectionIds: readonly ConnectionId[]): TriggerReceipt {
  const at = serverDate(response);
  return {
    kind: response.status === CONFLICT ? 'alreadyRunning' : 'accepted',
    connectionIds,
    ...(at === undefined ? {} : { at }),
  };
}
