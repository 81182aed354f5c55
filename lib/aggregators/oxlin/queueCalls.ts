import { DecodeError } from '../../errors/DecodeError.js';
import { defer, map, type Observable, reduce, tap } from 'rxjs';
import type { Account } from '../../model/Account.js';
import type { ConnectionId } from '../../model/Identity.js';
import type { CallOptions, QueueApi } from '../../ports/QueueApi.js';
import { accountQuery } from './AccountFilter.js';
import { allPages } from './allPages.js';
import { fetchJson } from './fetchJson.js';
import type { ResolvedOxlinOptions } from './options.js';
import { createdId } from './createdId.js';
import type { OxlinParts } from './OxlinParts.js';
import { queueReader } from './queueReader.js';
import { DECODE } from './resources.js';
import { triggerAll, triggerOne } from './trigger.js';

/** The calls that pipeline 1 makes, without what it shares. */
export type QueueCalls = Pick<
  QueueApi,
  | 'subscribeQueue'
  | 'openQueue'
  | 'getConnection'
  | 'listConnections'
  | 'listAccounts'
  | 'synchronize'
  | 'synchronizeAll'
>;

/**
 * Makes the calls of pipeline 1 for one user; none is repeated, except once after a 401.
 *
 * @param parts how to call
 * @param options clock, and where the type of a sync goes
 * @example
 * queueCalls(parts, options).subscribeQueue().subscribe((queueId) => queueId);
 */
export function queueCalls(parts: OxlinParts, options: ResolvedOxlinOptions): QueueCalls {
  const { upstream, endpoints, observer } = parts;
  return {
    subscribeQueue: (call) => {
      const operation = 'subscribe queue';
      return upstream({ operation, method: 'POST', url: endpoints.url(['queues']) }, call).pipe(
        map((response) => createdId(operation, response)),
      );
    },
    openQueue: (queueId) => queueReader(parts, queueId),
    getConnection: (connectionId, call) => {
      const url = endpoints.url(['connections', connectionId]);
      return fetchJson(upstream, { operation: 'read connection', url, decode: DECODE.connection }, call).pipe(
        tap(({ value }) => {
          if (value.id !== connectionId)
            throw new DecodeError('read connection', [{ path: 'id', expected: 'the id that was asked for' }]);
          observer.connection(value);
        }),
      );
    },
    listConnections: (call) => {
      const url = endpoints.url(['connections']);
      return fetchJson(upstream, { operation: 'list connections', url, decode: DECODE.connections }, call).pipe(
        tap(({ value }) => {
          for (const connection of value) observer.connection(connection);
        }),
      );
    },
    listAccounts: (connectionId, call) => listAccounts(parts, options, connectionId, call),
    synchronize: (connectionId, type, call) =>
      triggerOne(parts, { connectionId, type, typeIn: options.listAccountsTypeIn }, call),
    synchronizeAll: (call) => triggerAll(parts, call),
  };
}

/** One deadline over all pages. */
function listAccounts(
  { upstream, endpoints }: OxlinParts,
  { scheduler, deadlineMs: usualMs }: ResolvedOxlinOptions,
  connectionId: ConnectionId,
  { deadlineMs = usualMs }: CallOptions = {},
): Observable<readonly Account[]> {
  const query = accountQuery({ connectionId });
  return defer(() => {
    const endsAt = scheduler.now() + deadlineMs;
    return allPages((page) => {
      const url = endpoints.url(['accounts'], { ...query, page: String(page) });
      const read = { operation: 'list accounts', url, decode: DECODE.accounts };
      return fetchJson(upstream, read, { deadlineMs: endsAt - scheduler.now() }).pipe(map(({ value }) => value));
    }).pipe(reduce((all: readonly Account[], rows) => [...all, ...rows], []));
  });
}
