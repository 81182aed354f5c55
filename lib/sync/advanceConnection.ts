import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { ChannelProgress, ConnectionProgress, SyncPhase } from './SyncProgress.js';

const ORDER: readonly SyncPhase[] = ['waiting', 'running', 'draining', 'ended'];

/** Where the bar of a connection stands at least; between running and draining its channels move it. */
const LEAST_SHARE: Readonly<Record<SyncPhase, number>> = { waiting: 0, running: 0.1, draining: 0.9, ended: 1 };

/**
 * Takes an update about one connection into its progress; gives the same object when it changes nothing.
 *
 * @param before its progress so far
 * @param update an update about this connection
 * @example
 * advanceConnection(before, outcome).phase; // 'ended'
 */
export function advanceConnection(before: ConnectionProgress, update: SyncUpdate): ConnectionProgress {
  if (before.phase === 'ended') return before;
  switch (update.kind) {
    case 'triggered':
      return moved({ ...before, attached: before.attached || update.attached }, 'running');
    case 'event': {
      const { event } = update;
      const channels = merged(before.channels, event.connection?.channels ?? []);
      return moved({ ...before, channels, events: before.events + 1, lastEvent: event }, 'running');
    }
    case 'draining':
      return moved(before, 'draining');
    case 'outcome': {
      const channels = update.channels.map(({ channelId: id, ...channel }) => ({ id, ...channel }));
      return moved({ ...before, channels: merged(before.channels, channels), outcome: update }, 'ended');
    }
    case 'quarantined':
    case 'retrying':
    case 'gap':
    case 'summary':
      return before;
  }
}

function moved(connection: ConnectionProgress, phase: SyncPhase): ConnectionProgress {
  const reached = ORDER.indexOf(phase) > ORDER.indexOf(connection.phase) ? phase : connection.phase;
  const share = Math.max(connection.share, LEAST_SHARE[reached], shareOfChannels(connection.channels));
  return { ...connection, phase: reached, share };
}

function shareOfChannels(channels: readonly ChannelProgress[]): number {
  if (channels.length === 0) return 0;
  const ended = channels.filter(({ hasRun, status }) => hasRun && status !== 'RUNNING').length;
  return LEAST_SHARE.running + ((LEAST_SHARE.draining - LEAST_SHARE.running) * ended) / (channels.length + 1);
}

function merged(
  known: readonly ChannelProgress[],
  seen: readonly { readonly id: string; readonly mode?: string; readonly status: string }[],
): readonly ChannelProgress[] {
  const channels = new Map(known.map((channel) => [channel.channelId, channel]));
  for (const { id, mode, status } of seen) {
    const before = channels.get(id);
    const heard = mode ?? before?.mode;
    const hasRun = before?.hasRun === true || status === 'RUNNING';
    channels.set(id, { channelId: id, status, hasRun, ...(heard !== undefined && { mode: heard }) });
  }
  return [...channels.values()];
}
