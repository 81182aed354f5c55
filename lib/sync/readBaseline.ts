import { defer, forkJoin, map, type Observable, of, throwError, timeout } from 'rxjs';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
import type { Account } from '../model/Account.js';
import type { Connection } from '../model/Connection.js';
import type { AccountId } from '../model/Identity.js';
import type { ConnectionBaseline } from '../model/SyncRun.js';
import type { Dated } from '../ports/QueueApi.js';
import { findConnection } from './findConnection.js';
import { retryTold } from './retryTold.js';
import { ALL_CONNECTIONS, type SyncSession } from './SyncSession.js';

/** How the connections in scope stand before the trigger. */
export interface Baseline {
  /** Upstream's clock. */
  readonly at: Date;
  /** Empty when upstream knows none. */
  readonly connections: readonly Connection[];
  readonly accountIds: readonly AccountId[] | undefined;
}

/**
 * Reads how the connections in scope stand, before anything is triggered.
 *
 * ```marble
 * answer   --#--c
 * baseline -----(b|)  one repetition
 * ```
 *
 * Failures that may pass are told and repeated `retryAttempts` times; then, or at the deadline, the stream errors and
 * nothing was triggered. A connection that upstream does not know gives an empty baseline.
 *
 * @param session the run's surroundings
 * @example
 * readBaseline(session).subscribe(({ connections }) => console.log(connections.length));
 */
export function readBaseline(session: SyncSession): Observable<Baseline> {
  const { user, plan, settings } = session;
  return defer(() => {
    const call = { deadlineMs: session.timeLeftMs() };
    const connections: Observable<Dated<readonly Connection[]>> =
      plan.scope === ALL_CONNECTIONS
        ? user.listConnections(call)
        : findConnection(user, plan.scope, call).pipe(
            map(({ connection, ...dated }) => ({ ...dated, value: connection === undefined ? [] : [connection] })),
          );
    const accounts: Observable<readonly Account[] | undefined> =
      plan.type === 'LIST_ACCOUNTS' ? user.listAccounts(plan.scope, call) : of(undefined);
    return forkJoin({
      connections: connections.pipe(retryTold(session, 'read connection')),
      accounts: accounts.pipe(retryTold(session, 'read accounts')),
    });
  }).pipe(
    timeout({
      first: session.timeLeftMs(),
      scheduler: user.scheduler,
      with: () => throwError(() => new UpstreamTimeoutError('read baseline', settings.deadlineMs)),
    }),
    map(({ connections: { value, serverAt }, accounts }) => ({
      at: serverAt ?? new Date(user.scheduler.now()),
      connections: value,
      accountIds: accounts?.map(({ id }) => id),
    })),
  );
}

/**
 * Reduces a connection to what later tells a new end from an old one.
 *
 * @param connection the connection before the trigger
 * @param accountIds its accounts, when they were read
 * @example
 * toConnectionBaseline(connection, undefined).status;
 */
export function toConnectionBaseline(
  { id, status, channels }: Connection,
  accountIds: readonly AccountId[] | undefined,
): ConnectionBaseline {
  return {
    connectionId: id,
    status,
    channels: channels.map((channel) => ({
      id: channel.id,
      status: channel.status,
      ...(channel.lastEndAt && { lastEndAt: channel.lastEndAt }),
    })),
    ...(accountIds && { accountIds }),
  };
}
