import type { Channel, Connection } from '../../lib/model/Connection.js';
import type { QueueEvent } from '../../lib/model/QueueEvent.js';
import type { ConnectionBaseline, SyncRun, SyncTrigger } from '../../lib/model/SyncRun.js';

/** Upstream's clock when virtual time begins. */
const UPSTREAM_EPOCH = Date.parse('2018-06-04T11:00:00Z');

/** An instant on upstream's clock. Unit: ms of virtual time */
export function at(ms: number): Date {
  return new Date(UPSTREAM_EPOCH + ms);
}

export const DAY_MS = 86_400_000;
export const YESTERDAY = at(-DAY_MS);

export function channelOf(own: Partial<Channel> = {}): Channel {
  return { id: '1', mode: 'REDIRECT', status: 'SUCCESS', unavailable: false, lastEndAt: YESTERDAY, ...own };
}

/** A connection that was synced yesterday. */
export function connectionOf(own: Partial<Connection> = {}): Connection {
  return { id: '7', status: 'SUCCESS', channels: [channelOf()], ...own };
}

/** A connection whose sync is under way. */
export function runningOf(own: Partial<Connection> = {}): Connection {
  return connectionOf({ status: 'RUNNING', channels: [channelOf({ status: 'RUNNING' })], ...own });
}

/** A connection of one channel whose sync ended at this moment. Unit: ms of virtual time */
export function endedOf(ms: number, status = 'SUCCESS', own: Partial<Connection> = {}): Connection {
  const channel = status === 'FAILED' ? 'FAILED' : 'SUCCESS';
  return connectionOf({ status, channels: [channelOf({ status: channel, lastEndAt: at(ms) })], ...own });
}

export function eventOf(own: Partial<QueueEvent> = {}): QueueEvent {
  return { id: '20', type: 'SYNC_STEP', resourceType: 'CONNECTION', connectionId: '7', createdAt: at(0), ...own };
}

/** The event that announces the end of the sync of a connection. */
export function endEventOf(connection: Connection, own: Partial<QueueEvent> = {}): QueueEvent {
  return eventOf({ id: '30', type: 'SYNC_ALL_SUCCESS', connectionId: connection.id, connection, ...own });
}

export function triggerOf(own: Partial<SyncTrigger> = {}): SyncTrigger {
  return { at: at(0), accepted: true, attached: false, connectionIds: ['7'], ...own };
}

/** How the connection of `connectionOf` stood before a trigger. */
export function baselineOf(own: Partial<ConnectionBaseline> = {}): ConnectionBaseline {
  return {
    connectionId: '7',
    status: 'SUCCESS',
    channels: [{ id: '1', status: 'SUCCESS', lastEndAt: YESTERDAY }],
    ...own,
  };
}

/** A run over one connection, not triggered. */
export function runOf(own: Partial<SyncRun> = {}): SyncRun {
  return {
    runId: 'r1',
    tenant: 'default',
    userId: 'u1',
    scope: '7',
    type: 'ALL',
    beganAt: new Date(0),
    expiresAt: new Date(600_000),
    baselineAt: at(0),
    baseline: [baselineOf()],
    seen: [],
    updates: [],
    ended: false,
    ...own,
  };
}
