import type { Connection } from '../model/Connection.js';
import type { Evidence } from '../model/Evidence.js';
import { freshnessOf, hasChangedStatus, isActive, isRunning } from './freshness.js';
import type { SyncOptions } from './options.js';
import type { Verdict, Watch } from './Watch.js';

const RESTING = new Set(['SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'CLOSED', 'NONE']);
const OPEN: Verdict = { kind: 'open' };
const SUSPECTED: Verdict = { kind: 'suspected' };

/**
 * Judges whether a followed sync has ended: the one place that decides it.
 *
 * An end counts when the connection is at rest (a status that we know, no channel RUNNING) and fresh. What the queue
 * says ends a sync by itself only if every active channel has a new end date; anything less is a suspicion, for the
 * connection itself to confirm. What the connection says ends it once the queue was read after it, so that an account
 * list which only opens an ALL sync is not taken for the end. An event supports a state only if that was looked at after
 * it: what was known before may be the failure of the sync before. Without any sign of life within the grace, nothing started.
 *
 * @param watch all that is known of the connection
 * @param settings graces
 * @example
 * terminalRule(watch, settings).kind; // 'open', 'suspected', 'unconfirmed' or 'ended'
 */
export function terminalRule(watch: Watch, settings: Required<SyncOptions>): Verdict {
  const { connection } = watch;
  if (connection === undefined) return OPEN;
  if (hasListedAll(watch)) return { kind: 'ended', rule: 'accountList' };
  if (isRunning(connection) || !RESTING.has(connection.status)) return OPEN;
  if (watch.observedIn === 'queue') return judgeEvent(watch, connection);
  const rule = ruleOfLook(watch, connection, settings);
  if (rule === undefined) return OPEN;
  if (rule === 'event' && !watch.lookedSinceEvent) return SUSPECTED;
  if (rule === 'event' && !isPastProgress(watch)) return OPEN;
  if (rule === 'nothingMoved' || isConfirmed(watch)) return { kind: 'ended', rule };
  return { kind: 'unconfirmed', rule };
}

function judgeEvent(watch: Watch, connection: Connection): Verdict {
  const isEnd = freshnessOf(connection, watch.frame) === 'all' && !(watch.chains && watch.endEvent === undefined);
  return isEnd && connection.status !== 'CLOSED' && connection.status !== 'NONE'
    ? { kind: 'ended', rule: 'endDate' }
    : SUSPECTED;
}

function ruleOfLook(
  watch: Watch,
  connection: Connection,
  settings: Required<SyncOptions>,
): Evidence['rule'] | undefined {
  if (connection.status === 'CLOSED') return 'closed';
  if (connection.status === 'NONE') return 'manual';
  const freshness = freshnessOf(connection, watch.frame);
  if (freshness === 'all') return 'endDate';
  if (watch.runningSeen) return 'runningSeen';
  const isSteady = watch.steadyLooks >= 2;
  if (freshness === 'some' && (isSteady || watch.endEvent !== undefined)) return 'endDate';
  if (connection.status !== 'SUCCESS' && watch.event !== undefined) return 'event';
  if (connection.status !== 'SUCCESS' && hasChangedStatus(connection, watch.frame) && isSteady) return 'statusChanged';
  return isLifeless(watch, settings) ? 'nothingMoved' : undefined;
}

/** The failure may be the one before: an event that only tells of a beginning must have had time for more. */
function isPastProgress({ endEvent, steadyLooks }: Watch): boolean {
  return endEvent !== undefined || steadyLooks >= 2;
}

function isLifeless({ event, steadyLooks, elapsedMs }: Watch, { startGraceMs }: Required<SyncOptions>): boolean {
  return event === undefined && steadyLooks >= 2 && elapsedMs >= startGraceMs;
}

function isConfirmed({ queueAvailable, readsSinceLook }: Watch): boolean {
  return !queueAvailable || readsSinceLook >= 1;
}

function hasListedAll({ until, connection, listedChannels }: Watch): boolean {
  if (until === 'all' || connection === undefined || listedChannels.size === 0) return false;
  return connection.channels.filter(isActive).every(({ id }) => listedChannels.has(id));
}
