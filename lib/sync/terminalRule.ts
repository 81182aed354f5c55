import type { Connection } from '../model/Connection.js';
import type { Evidence } from '../model/Evidence.js';
import { isActive, isRunning } from './activity.js';
import { freshnessOf, hasChangedStatus, hasMovedEnd, lastEndOf } from './freshness.js';
import type { SyncOptions } from './options.js';
import { UNNAMED, type Verdict, type Watch } from './Watch.js';

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
 * it: what was known before may be the failure of the sync before. A look may lag behind, so what no new end date bears
 * out must rest for a while, and longer if it is as it was before. A sync that was joined may have been the list of
 * accounts: another may follow it; and so may one whose events have begun to come after the end. Without any sign of life within the grace, nothing started.
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
  if (rule === 'event' && !isBorneOut(watch, connection) && !isSettled(watch, connection, settings)) return OPEN;
  if (rule === 'nothingMoved' || isConfirmed(watch)) return { kind: 'ended', rule };
  return { kind: 'unconfirmed', rule };
}

function judgeEvent(watch: Watch, connection: Connection): Verdict {
  const isEnd = !mayGoOn(watch) && freshnessOf(connection, watch.frame) === 'all';
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
  if (freshness !== 'none')
    return (freshness === 'all' && !mayGoOn(watch)) || isAtRestFor(watch, settings.chainGraceMs)
      ? 'endDate'
      : undefined;
  const isOver = isSettled(watch, connection, settings);
  if (isOver && watch.runningSeen && (isUndated(connection) || connection.status === 'FAILED')) return 'runningSeen';
  if (connection.status !== 'SUCCESS' && watch.event !== undefined) return 'event';
  if (isOver && connection.status !== 'SUCCESS' && hasChangedStatus(connection, watch.frame)) return 'statusChanged';
  return isLifeless(watch, settings) ? 'nothingMoved' : undefined;
}

/** The end was announced, and the look shows what was announced with it, or at least something new. */
function isBorneOut(watch: Watch, connection: Connection): boolean {
  const { endEvent } = watch;
  return endEvent !== undefined && (endEvent.connection?.status === connection.status || hasChanged(watch, connection));
}

function hasChanged({ frame }: Watch, connection: Connection): boolean {
  return hasMovedEnd(connection, frame) || hasChangedStatus(connection, frame);
}

/** What a lagging look shows is the state of before: the more it is like that, the longer it must rest. */
function isSettled(
  watch: Watch,
  connection: Connection,
  { chainGraceMs, startGraceMs }: Required<SyncOptions>,
): boolean {
  const isNew = watch.runningLooked || hasChanged(watch, connection);
  return isAtRestFor(watch, isNew ? chainGraceMs : Math.max(chainGraceMs, startGraceMs));
}

/** Somebody else's sync, of which nobody knows whether it was one of the list of accounts. */
function isJoined({ trigger, wasRunning }: Watch): boolean {
  return wasRunning || trigger.attached;
}

/** Without an answer to our POST nobody knows when upstream begins: what ended may be of the sync before. */
function isUnanswered({ trigger }: Watch): boolean {
  return trigger.postedAt !== undefined && !trigger.accepted && !trigger.attached;
}

/** The end may be that of another sync, or of a list of accounts, and the one that counts is still to come. */
function mayGoOn(watch: Watch): boolean {
  const { until, endEvent, chains, isChainOver } = watch;
  if (isUnanswered(watch) || hasBegunAgain(watch)) return true;
  return until === 'all' && endEvent === undefined && !isChainOver && (chains || isJoined(watch));
}

/**
 * Tells whether another sync seems to have begun after the end that is known: upstream may have put ours behind one that
 * a mere read had started.
 *
 * @param watch all that is known of the connection
 * @example
 * if (hasBegunAgain(watch)) goOnLooking();
 */
export function hasBegunAgain({ connection, toldAgainAt, frame }: Watch): boolean {
  if (connection === undefined || toldAgainAt === 0 || toldAgainAt < lastEndOf(connection)) return false;
  return freshnessOf(connection, frame) !== 'none';
}

/**
 * Tells whether looks in a row have shown the same state at rest for a while: more may be about to begin.
 *
 * @param watch all that is known of the connection
 * @param graceMs how long. Unit: ms
 * @example
 * isAtRestFor(watch, settings.chainGraceMs);
 */
export function isAtRestFor({ steadyLooks, elapsedMs, restingSinceMs }: Watch, graceMs: number): boolean {
  return steadyLooks >= 2 && elapsedMs - restingSinceMs >= graceMs;
}

/** No channel has an end date that could have moved: RUNNING and then rest is all that there is to see. */
function isUndated(connection: Connection): boolean {
  return connection.channels.filter(isActive).every(({ lastEndAt }) => lastEndAt === undefined);
}

function isLifeless(watch: Watch, { startGraceMs }: Required<SyncOptions>): boolean {
  const { connection, event, postEvent, runningSeen, steadyLooks, elapsedMs } = watch;
  if (runningSeen || (event ?? postEvent) !== undefined) return false;
  if (connection !== undefined && hasChanged(watch, connection)) return false;
  return steadyLooks >= 2 && elapsedMs >= startGraceMs;
}

function isConfirmed({ queueAvailable, readsSinceLook }: Watch): boolean {
  return !queueAvailable || readsSinceLook >= 1;
}

function hasListedAll({ until, connection, listedChannels }: Watch): boolean {
  if (until === 'all' || connection === undefined || listedChannels.size === 0) return false;
  const active = new Set(connection.channels.filter(isActive).map(({ id }) => id));
  const lists = [...listedChannels].filter((id) => active.has(id) || id.startsWith(UNNAMED));
  return lists.length >= active.size;
}
