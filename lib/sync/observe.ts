import type { Connection } from '../model/Connection.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { isRunning } from './activity.js';
import { copyOfWatch } from './copyOfWatch.js';
import { CLOCK_SLACK_MS, freshnessOf, lastEndOf, toFrame } from './freshness.js';
import type { SyncOptions } from './options.js';
import { isAtRestFor, terminalRule } from './terminalRule.js';
import { type Observation, type Verdict, type Watch, UNNAMED } from './Watch.js';

/**
 * Adds one observation to what is known of a connection, and judges anew.
 *
 * @param settings graces, and how to recognise events
 * @example
 * observations.pipe(scan(observe(settings), startWatch(run, trigger, baseline, 'all')));
 */
export function observe(settings: Required<SyncOptions>): (watch: Watch, observation: Observation) => Watch {
  return (watch, observation) => withSignOfLife(learn(watch, observation, settings));
}

function learn(watch: Watch, observation: Observation, settings: Required<SyncOptions>): Watch {
  switch (observation.kind) {
    case 'queue':
      return withQueue(watch, observation.events, settings);
    case 'queueFailed':
      return judged({ ...watch, readsSinceLook: watch.readsSinceLook + 0.5, updates: NONE }, settings);
    case 'noQueue':
      return judged({ ...watch, queueAvailable: false, updates: NONE }, settings);
    case 'retrying':
      return { ...watch, verdict: OPEN, updates: [observation] };
    case 'look':
      return withLook(watch, observation, settings);
    case 'deadline':
      return withDeadline(watch, observation, settings);
  }
}

/** After an ambiguous trigger, the first sign of life tells the consumer that the sync is under way after all. */
function withSignOfLife(watch: Watch): Watch {
  const { isTold, runningSeen, event, connectionId, trigger } = watch;
  if (isTold || !(runningSeen || event !== undefined)) return watch;
  const triggered = { kind: 'triggered', connectionId, at: trigger.at, attached: true } as const;
  return { ...watch, isTold: true, updates: [triggered, ...watch.updates] };
}

/** A value of its own while it is being put together. */
type Draft<T> = { -readonly [K in keyof T]: T[K] };

type Deadline = Extract<Observation, { kind: 'deadline' }>;

const NONE: readonly SyncUpdate[] = [];
const OPEN: Verdict = { kind: 'open' };

function judged(watch: Watch, settings: Required<SyncOptions>): Watch {
  return { ...watch, verdict: terminalRule(watch, settings) };
}

/** A read that tells nothing new leaves the value as it is: most reads do, and there may be ten thousand of them. */
function withQueue(watch: Watch, events: readonly QueueEvent[], settings: Required<SyncOptions>): Watch {
  if (events.length === 0 && watch.readsSinceLook >= 1 && watch.updates === NONE) return watch;
  const read = copyOfWatch(watch);
  read.queueAvailable = true;
  read.readsSinceLook += 1;
  read.updates = events.length === 0 ? NONE : events.map(toUpdate);
  for (const event of events) addEvent(read, event, settings);
  read.verdict = terminalRule(read, settings);
  return read;
}

/** One copy serves all events of a read, so they are added in place. */
function addEvent(read: Draft<Watch>, told: QueueEvent, settings: Required<SyncOptions>): void {
  const event = aboutOwn(read, told);
  const { connection } = event;
  const isList = settings.isListEvent(event);
  const isEnd = !isList && settings.isEndEvent(event);
  const isStale = isEnd && isStaleEnd(read, connection);
  if (connection !== undefined) addState(read, connection, 'queue', event.createdAt?.getTime());
  if (isStale) return;
  if (!isList && isOfThePost(read, event)) {
    read.postEvent = event;
    return;
  }
  read.event = event;
  read.lookedSinceEvent = false;
  read.steadyLooks = 0;
  if (isList) {
    addAccountList(read, event);
    return;
  }
  if (isEnd) read.endEvent = event;
  else noteRepetition(read, event);
  if (connection !== undefined && !read.runningSeen) read.runningSeen = isRunning(connection);
}

/** Ends come twice when two syncs were one, or one was told twice; all else that comes again is of another sync. */
function noteRepetition(read: Draft<Watch>, { type, channelId, createdAt }: QueueEvent): void {
  const channels = read.toldOf.get(type);
  if (channels?.has(channelId) !== true) read.toldOf = new Map(read.toldOf).set(type, new Set(channels).add(channelId));
  else if (createdAt !== undefined) read.toldAgainAt = Math.max(read.toldAgainAt, createdAt.getTime());
}

/** A port may put the state of another connection into an event. */
function aboutOwn({ connectionId }: Watch, event: QueueEvent): QueueEvent {
  return (event.connection?.id ?? connectionId) === connectionId ? event : withoutState(event);
}

function withoutState(event: QueueEvent): QueueEvent {
  const { connection, ...stateless } = event;
  return connection === undefined ? event : stateless;
}

/** Told while our POST was under way: it may be of ours, or of the sync before. */
function isOfThePost({ trigger }: Watch, { createdAt }: QueueEvent): boolean {
  return (createdAt?.getTime() ?? Infinity) < trigger.at.getTime() - CLOCK_SLACK_MS;
}

/** It announces a success that no end date bears out: worth a look, but no sign of life. */
function isStaleEnd({ frame }: Watch, connection: Connection | undefined): boolean {
  return connection?.status === 'SUCCESS' && freshnessOf(connection, frame) === 'none';
}

/** The list is an end of its own; the ALL sync that follows must end past it. */
function addAccountList(read: Draft<Watch>, event: QueueEvent): void {
  const { channelId, accounts = [] } = event;
  read.chains = true;
  read.accounts = new Map([...read.accounts, ...accounts.map((account) => [account.id, account] as const)]);
  // A list that names no channel counts as one list, and one that failed as none.
  if (!/FAIL/.test(event.type))
    read.listedChannels = new Set([...read.listedChannels, channelId ?? `${UNNAMED}${event.id}`]);
  // As it was when the list ended: what is known by now may be the end of the ALL sync already.
  const atListEnd = event.connection ?? read.connection;
  if (atListEnd !== undefined) Object.assign(read, reframed(read, atListEnd, event.createdAt));
}

function reframed(watch: Watch, connection: Connection, at: Date | undefined): Partial<Watch> {
  return {
    frame: toFrame(connection.channels, at !== undefined && at > watch.frame.since ? at : watch.frame.since),
    listedAtMs: watch.elapsedMs,
    runningSeen: false,
    runningLooked: false,
    steadyLooks: 0,
    endEvent: undefined,
    toldOf: new Map(),
    toldAgainAt: 0,
  };
}

function withLook(watch: Watch, look: Extract<Observation, { kind: 'look' }>, settings: Required<SyncOptions>): Watch {
  const { connection, serverAt, elapsedMs } = look;
  if (connection === undefined)
    return {
      ...watch,
      connection,
      elapsedMs,
      observedIn: 'connection',
      verdict: { kind: 'ended', rule: 'closed' },
      updates: NONE,
    };
  const running = isRunning(connection);
  const seen = withState(watch, connection, serverAt?.getTime());
  const isSteady = !running && watch.steadyLooks > 0 && isSame(watch.connection, connection);
  const looked = {
    ...seen,
    elapsedMs,
    updates: NONE,
    readsSinceLook: 0,
    lookedSinceEvent: true,
    runningSeen: watch.runningSeen || running,
    runningLooked: watch.runningLooked || running,
    steadyLooks: running ? 0 : isSteady ? watch.steadyLooks + 1 : 1,
    restingSinceMs: isSteady ? watch.restingSinceMs : elapsedMs,
  };
  if (seen.observedIn !== 'connection') return { ...looked, verdict: OPEN };
  return judged(chained(undoubted(looked, connection, settings), connection, settings), settings);
}

/** A look this far behind is none: upstream's dates are of different clocks. Unit: ms */
const LOOKS_LAG_MS = 60_000;

/**
 * An end that moved but is dated before the answer to the POST is in doubt: it may be that of a sync before ours. It
 * counts once nothing else has begun for the grace, if ours can have made it: it is dated within the POST, RUNNING was
 * seen, or its date is so old that the look before would have shown it. An event told within the POST counts then, too.
 */
function undoubted(watch: Watch, connection: Connection, { startGraceMs }: Required<SyncOptions>): Watch {
  const { baseline, trigger, runningSeen } = watch;
  if (!isAtRestFor(watch, startGraceMs) || freshnessOf(connection, baseline) !== 'none') return watch;
  const event = watch.event ?? watch.postEvent;
  const postedAt = trigger.postedAt ?? trigger.at;
  const isOtherClock = connection.channels.some(
    ({ id, lastEndAt }) =>
      lastEndAt !== undefined &&
      lastEndAt > (baseline.channels.get(id)?.lastEndAt ?? lastEndAt) &&
      (runningSeen || lastEndAt.getTime() < postedAt.getTime() - LOOKS_LAG_MS),
  );
  const frame = { ...baseline, since: isOtherClock ? new Date(0) : postedAt };
  const isOurs = freshnessOf(connection, frame) !== 'none';
  return { ...watch, event, ...(isOurs && { frame, baseline: frame }) };
}

/** An end that only the connection shows is, for a chaining sync, that of the list; after the grace it is the end. */
function chained(watch: Watch, connection: Connection, { chainGraceMs }: Required<SyncOptions>): Watch {
  if (!watch.chains || watch.until === 'list' || watch.endEvent !== undefined || isRunning(connection)) return watch;
  if (watch.listedAtMs === undefined) {
    return freshnessOf(connection, watch.frame) === 'none' && !watch.runningSeen
      ? watch
      : { ...watch, ...reframed(watch, connection, undefined) };
  }
  const isAlone = freshnessOf(connection, watch.frame) === 'none' && !watch.runningSeen;
  return isAlone && watch.elapsedMs - watch.listedAtMs >= chainGraceMs
    ? { ...watch, frame: watch.baseline, isChainOver: true }
    : watch;
}

function withDeadline(watch: Watch, { connection, failed }: Deadline, settings: Required<SyncOptions>): Watch {
  const alone = { ...watch, queueAvailable: false, lookedSinceEvent: connection !== undefined, updates: NONE };
  if (connection === undefined && !failed) return { ...alone, connection, verdict: { kind: 'ended', rule: 'closed' } };
  const last = judged(withState({ ...alone, lastLookFailed: failed }, connection, undefined), settings);
  return last.verdict.kind === 'ended' ? last : { ...last, verdict: { kind: 'ended', rule: 'deadline' } };
}

function withState(watch: Watch, connection: Connection | undefined, at: number | undefined): Watch {
  if (connection === undefined) return watch;
  const seen: Draft<Watch> = { ...watch };
  return addState(seen, connection, 'connection', at) ? seen : watch;
}

/**
 * Newer wins, by upstream's clock: an answer to a look may have been on its way for long. Channels that ended do not
 * un-end.
 */
function addState(
  watch: Draft<Watch>,
  connection: Connection,
  observedIn: 'queue' | 'connection',
  at: number | undefined,
): boolean {
  const knownAt = at ?? watch.knownAt;
  if (knownAt < watch.knownAt - (observedIn === 'connection' ? CLOCK_SLACK_MS : 0)) return false;
  if ((observedIn === 'connection' || knownAt === watch.knownAt) && takesBack(watch, connection)) return false;
  watch.connection = connection;
  watch.observedIn = observedIn;
  watch.knownAt = Math.max(knownAt, watch.knownAt);
  return true;
}

/** An end that counts is not undone; an older one may be, by an upstream that shows none while it is RUNNING. */
function takesBack(watch: Watch, connection: Connection): boolean {
  const known = watch.connection;
  return known !== undefined && lastEndOf(connection) < lastEndOf(known) && freshnessOf(known, watch.frame) !== 'none';
}

function isSame(before: Connection | undefined, now: Connection): boolean {
  if (before?.status !== now.status) return false;
  return now.channels.every((channel) => {
    const was = before.channels.find(({ id }) => id === channel.id);
    return was?.status === channel.status && was.lastEndAt?.getTime() === channel.lastEndAt?.getTime();
  });
}

function toUpdate(event: QueueEvent): SyncUpdate {
  const { connectionId } = event;
  return connectionId === undefined
    ? { kind: 'event', event, late: false }
    : { kind: 'event', event, late: false, connectionId };
}
