import type { Observable } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import type { ConnectionId, QueueId } from '../model/Identity.js';
import type { SyncType } from '../model/SyncRun.js';
import type { SyncOptions } from './options.js';

/** Which connection to sync, and what for. */
export interface SyncRequest {
  readonly connectionId: ConnectionId;
  /**
   * What is asked of upstream. Beware: `LIST_ACCOUNTS` brings accounts back that the user had deleted, and runs an
   * `ALL` by itself afterwards. @defaultValue `'ALL'`
   */
  readonly type?: SyncType;
  /** Where a LIST_ACCOUNTS sync ends for you: with its account lists, or with the `ALL` that follows. @defaultValue `'all'` */
  readonly until?: 'list' | 'all';
  /** A queue that the widget handed over; otherwise one is asked for. */
  readonly queueId?: QueueId;
  /** Nobody is there to answer the bank: a connection that needs its user is then left alone. @defaultValue `false` */
  readonly unattended?: boolean;
}

/** Which sync, started by somebody else, to follow. */
export interface FollowRequest {
  readonly connectionId: ConnectionId;
  readonly queueId?: QueueId;
  /** An end at or after this instant counts, on upstream's clock. @defaultValue now */
  readonly since?: Date;
  /** Each value is a hint to look at once, such as a webhook; its content is not trusted. */
  readonly hints?: Observable<unknown>;
}

/** Options of a sync over all connections. */
export interface SyncAllOptions extends SyncOptions {
  /** A queue that the widget handed over; otherwise one is asked for. */
  readonly queueId?: QueueId;
}

/** A request with its gaps filled; scope `*` is all connections of the user. */
export interface SyncPlan {
  readonly scope: ConnectionId;
  readonly type: SyncType;
  readonly until: 'list' | 'all';
  readonly queueId: QueueId | undefined;
  readonly unattended: boolean;
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Fills the gaps of a request and refuses nonsense at the call.
 *
 * @param request the caller's request
 * @example
 * resolveSyncRequest({ connectionId: '7' }).type; // 'ALL'
 */
export function resolveSyncRequest(request: SyncRequest): SyncPlan {
  const { connectionId, type = 'ALL', until = 'all', queueId, unattended = false } = request;
  requireId('connectionId', connectionId);
  if (queueId !== undefined) requireId('queueId', queueId);
  if (!['ALL', 'LIST_ACCOUNTS'].includes(type)) throw new InvalidOptionError('type', type, "'ALL' or 'LIST_ACCOUNTS'");
  if (!['list', 'all'].includes(until)) throw new InvalidOptionError('until', until, "'list' or 'all'");
  if (until === 'list' && type === 'ALL') {
    throw new InvalidOptionError('until', until, "'all' for type 'ALL', which lists no accounts");
  }
  return { scope: connectionId, type, until, queueId, unattended };
}

/**
 * Refuses what cannot be an upstream identity.
 *
 * @param option name of the option for the error
 * @param value the identity as the caller gave it
 * @example
 * requireId('connectionId', '7');
 */
export function requireId(option: string, value: unknown): void {
  if (typeof value !== 'string' || !ID.test(value))
    throw new InvalidOptionError(option, value, '1 to 64 letters, digits, - or _');
}
