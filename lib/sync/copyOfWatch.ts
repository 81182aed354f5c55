import type { Watch } from './Watch.js';

/** A watch while it is being put together. */
export type WatchDraft = { -readonly [K in keyof Watch]: Watch[K] };

/**
 * Copies a watch, to be changed before anybody else sees it.
 *
 * Field by field, in the order in which `startWatch` makes them: every poll that brings an event makes a copy, and spreading as
 * many fields as these takes twenty times as long. The compiler misses a field that is not named here.
 *
 * @param watch the watch to copy
 * @example
 * copyOfWatch(watch).readsSinceLook += 1;
 */
export function copyOfWatch(watch: Watch): WatchDraft {
  return {
    connection: watch.connection,
    observedIn: watch.observedIn,
    knownAt: watch.knownAt,
    steadyLooks: watch.steadyLooks,
    restingSinceMs: watch.restingSinceMs,
    readsSinceLook: watch.readsSinceLook,
    event: watch.event,
    postEvent: watch.postEvent,
    toldAgainAt: watch.toldAgainAt,
    lookedSinceEvent: watch.lookedSinceEvent,
    endEvent: watch.endEvent,
    listedAtMs: watch.listedAtMs,
    elapsedMs: watch.elapsedMs,
    lastLookFailed: watch.lastLookFailed,
    connectionId: watch.connectionId,
    trigger: watch.trigger,
    until: watch.until,
    chains: watch.chains,
    baseline: watch.baseline,
    frame: watch.frame,
    knownAccounts: watch.knownAccounts,
    runningSeen: watch.runningSeen,
    runningLooked: watch.runningLooked,
    wasRunning: watch.wasRunning,
    queueAvailable: watch.queueAvailable,
    toldOf: watch.toldOf,
    accounts: watch.accounts,
    listedChannels: watch.listedChannels,
    isChainOver: watch.isChainOver,
    isTold: watch.isTold,
    verdict: watch.verdict,
    updates: watch.updates,
  };
}
