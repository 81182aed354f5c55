import type { Connection } from '../model/Connection.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { CLOCK_SLACK_MS, freshnessOf, isRunning, toFrame } from './freshness.js';
import type { SyncOptions } from './options.js';
import { terminalRule } from './terminalRule.js';
import type { Observation, Verdict, Watch } from './Watch.js';

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
      return withDeadline(watch, observation.connection, settings);
  }
}

/** After an ambiguous trigger, the first sign of life tells the consumer that the sync is under way after all. */
function withSignOfLife(watch: Watch): Watch {
  const { isTold, runningSeen, event, connectionId, trigger } = watch;
  if (isTold || !(runningSeen || event !== undefined)) return watch;
  const triggered = { kind: 'triggered', connectionId, at: trigger.at, attached: true } as const;
  return { ...watch, isTold: true, updates: [triggered, ...watch.updates] };
}

const NONE: readonly SyncUpdate[] = [];
const OPEN: Verdict = { kind: 'open' };

function judged(watch: Watch, settings: Required<SyncOptions>): Watch {
  return { ...watch, verdict: terminalRule(watch, settings) };
}

/** A read that tells nothing new leaves the value as it is: most reads do, and there may be ten thousand of them. */
function withQueue(watch: Watch, events: readonly QueueEvent[], settings: Required<SyncOptions>): Watch {
  if (events.length === 0 && watch.readsSinceLook >= 1 && watch.updates === NONE) return watch;
  const read = {
    ...watch,
    queueAvailable: true,
    readsSinceLook: watch.readsSinceLook + 1,
    updates: events.length === 0 ? NONE : events.map(toUpdate),
  };
  return judged(
    events.reduce((known, event) => withEvent(known, event, settings), read),
    settings,
  );
}

function withEvent(watch: Watch, event: QueueEvent, settings: Required<SyncOptions>): Watch {
  if (settings.isListEvent(event)) return withAccountList(watch, event);
  const known = withState(watch, event.connection, 'queue', event.createdAt?.getTime());
  if (isStaleEnd(watch, event, settings)) return known;
  return {
    ...known,
    event,
    lookedSinceEvent: false,
    endEvent: settings.isEndEvent(event) ? event : watch.endEvent,
    runningSeen: watch.runningSeen || (event.connection !== undefined && isRunning(event.connection)),
  };
}

/** It announces a success that no end date bears out: worth a look, but no sign of life. */
function isStaleEnd({ frame }: Watch, event: QueueEvent, settings: Required<SyncOptions>): boolean {
  const { connection } = event;
  return settings.isEndEvent(event) && connection?.status === 'SUCCESS' && freshnessOf(connection, frame) === 'none';
}

/** The list is an end of its own; the ALL sync that follows must end past it. */
function withAccountList(watch: Watch, event: QueueEvent): Watch {
  const { connection } = event;
  const known = withState(watch, connection, 'queue', event.createdAt?.getTime());
  const listed = event.channelId === undefined ? (connection?.channels.map(({ id }) => id) ?? []) : [event.channelId];
  return {
    ...known,
    event,
    lookedSinceEvent: false,
    chains: true,
    accounts: new Map([...watch.accounts, ...(event.accounts ?? []).map((account) => [account.id, account] as const)]),
    listedChannels: new Set([...watch.listedChannels, ...listed]),
    ...(known.connection && reframed(watch, known.connection, event.createdAt)),
  };
}

function reframed(watch: Watch, connection: Connection, at: Date | undefined): Partial<Watch> {
  return {
    frame: toFrame(connection.channels, at ?? watch.frame.since),
    listedAtMs: watch.elapsedMs,
    runningSeen: false,
    steadyLooks: 0,
    endEvent: undefined,
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
  const seen = withState(watch, connection, 'connection', serverAt?.getTime());
  const looked = {
    ...seen,
    elapsedMs,
    updates: NONE,
    readsSinceLook: 0,
    lookedSinceEvent: true,
    runningSeen: watch.runningSeen || running,
    steadyLooks: running ? 0 : isSame(watch.connection, connection) ? watch.steadyLooks + 1 : 1,
  };
  if (seen.observedIn !== 'connection') return { ...looked, verdict: OPEN };
  return judged(chained(looked, connection, settings), settings);
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
  return isAlone && watch.elapsedMs - watch.listedAtMs >= chainGraceMs ? { ...watch, frame: watch.baseline } : watch;
}

function withDeadline(watch: Watch, connection: Connection | undefined, settings: Required<SyncOptions>): Watch {
  const last = judged(
    withState(
      { ...watch, queueAvailable: false, lookedSinceEvent: connection !== undefined, updates: NONE },
      connection,
      'connection',
      undefined,
    ),
    settings,
  );
  return last.verdict.kind === 'ended' ? last : { ...last, verdict: { kind: 'ended', rule: 'deadline' } };
}

/**
 * Newer wins, by upstream's clock: an answer to a look may have been on its way for long. Channels that ended do not
 * un-end.
 */
function withState(
  watch: Watch,
  connection: Connection | undefined,
  observedIn: 'queue' | 'connection',
  at: number | undefined,
): Watch {
  if (connection === undefined) return watch;
  const knownAt = at ?? watch.knownAt;
  if (knownAt < watch.knownAt - (observedIn === 'connection' ? CLOCK_SLACK_MS : 0)) return watch;
  if ((observedIn === 'connection' || knownAt === watch.knownAt) && takesBack(watch, connection)) return watch;
  return { ...watch, connection, observedIn, knownAt: Math.max(knownAt, watch.knownAt) };
}

/** An end that counts is not undone; an older one may be, by an upstream that shows none while it is RUNNING. */
function takesBack(watch: Watch, connection: Connection): boolean {
  const known = watch.connection;
  return known !== undefined && lastEnd(connection) < lastEnd(known) && freshnessOf(known, watch.frame) !== 'none';
}

function lastEnd({ channels }: Connection): number {
  return Math.max(0, ...channels.map(({ lastEndAt }) => lastEndAt?.getTime() ?? 0));
}

function isSame(before: Connection | undefined, now: Connection): boolean {
  if (before?.status !== now.status) return false;
  return now.channels.every((channel) => {
    const was = before.channels.find(({ id }) => id === channel.id);
    return was?.status === channel.status && was.lastEndAt?.getTime() === channel.lastEndAt?.getTime();
  });
}

function toUpdate(event: QueueEvent): SyncUpdate {
  return {
    kind: 'event',
    event,
    late: false,
    ...(event.connectionId !== undefined && { connectionId: event.connectionId }),
  };
}
