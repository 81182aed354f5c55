import { catchError, map, type Observable, throwError } from 'rxjs';
import { DecodeError } from '../errors/DecodeError.js';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { Connection } from '../model/Connection.js';
import type { ConnectionId } from '../model/Identity.js';
import type { CallOptions, QueueApi } from '../ports/QueueApi.js';

/** The connection as upstream shows it; without one, upstream does not know it. */
export interface Look {
  readonly connection?: Connection;
  /** Upstream's clock. */
  readonly serverAt?: Date;
}

/**
 * Finds a connection, and tells one that is gone from an address that is wrong.
 *
 * ```marble
 * one      --#
 * all        --(a|)
 * found    ----(f|)
 * ```
 *
 * A 404 for one connection also comes of a wrong base URL. So the user's list is read then: a connection that is not in
 * it is gone, and a list that cannot be read either is an error. Two exchanges at most. Errors: an answer about another
 * connection is a DecodeError.
 *
 * @param user whose connection
 * @param connectionId which connection
 * @param call time left
 * @example
 * findConnection(user, '7', {}).subscribe(({ connection }) => console.log(connection?.status ?? 'gone'));
 */
export function findConnection(user: QueueApi, connectionId: ConnectionId, call: CallOptions): Observable<Look> {
  return user.getConnection(connectionId, call).pipe(
    map(({ value, serverAt }) => {
      if (value.id !== connectionId) throw new DecodeError('read connection', [WRONG_ID]);
      return toLook(value, serverAt);
    }),
    catchError((error: unknown) =>
      isAggregationError(error) && error.name === 'NotFoundError'
        ? user
            .listConnections(call)
            .pipe(map(({ value, serverAt }) => toLook(value.find(isNamed(connectionId)), serverAt)))
        : throwError(() => error),
    ),
  );
}

const WRONG_ID = { path: 'id', expected: 'the connection that was asked for' };

function isNamed(connectionId: ConnectionId): (connection: Connection) => boolean {
  return ({ id }) => id === connectionId;
}

function toLook(connection: Connection | undefined, serverAt: Date | undefined): Look {
  return { ...(connection && { connection }), ...(serverAt && { serverAt }) };
}
