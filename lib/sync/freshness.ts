import type { Channel, Connection } from '../model/Connection.js';
import type { ChannelId } from '../model/Identity.js';
import type { ConnectionBaseline } from '../model/SyncRun.js';
import { isActive } from './activity.js';

/** Upstream's clock is read in whole seconds, so an end may seem a second older than the trigger that caused it. */
export const CLOCK_SLACK_MS = 1_000;

/** From when on, and past what, an end date counts. */
export interface FreshnessFrame {
  readonly since: Date;
  readonly channels: ReadonlyMap<ChannelId, ConnectionBaseline['channels'][number]>;
}

/**
 * Frames what counts as fresh: ends past the baseline's, and no older than the trigger.
 *
 * @param channels how the channels stood before
 * @param since the trigger, on upstream's clock
 * @example
 * toFrame([{ id: '1', status: 'SUCCESS', lastEndAt: new Date(0) }], new Date(5_000)).since;
 */
export function toFrame(channels: ConnectionBaseline['channels'], since: Date): FreshnessFrame {
  return { since, channels: new Map(channels.map((channel) => [channel.id, channel])) };
}

/**
 * Tells whether a channel has ended anew: its end date moved past the baseline and is no older than the trigger.
 *
 * @param channel the channel as it is now
 * @param frame what counts as fresh
 * @example
 * isFresh(channel, toFrame(baseline.channels, triggeredAt));
 */
export function isFresh(channel: Channel, frame: FreshnessFrame): boolean {
  const endedAt = channel.lastEndAt?.getTime();
  if (endedAt === undefined || endedAt < frame.since.getTime() - CLOCK_SLACK_MS) return false;
  const before = frame.channels.get(channel.id)?.lastEndAt?.getTime();
  return before === undefined || endedAt > before;
}

/**
 * Tells how much of a connection has ended anew.
 *
 * @param connection the connection as it is now
 * @param frame what counts as fresh
 * @example
 * freshnessOf(connection, frame); // 'all', 'some' or 'none'
 */
export function freshnessOf(connection: Connection, frame: FreshnessFrame): 'all' | 'some' | 'none' {
  const active = connection.channels.filter(isActive);
  const fresh = active.filter((channel) => isFresh(channel, frame));
  if (fresh.length === 0) return 'none';
  return fresh.length === active.length ? 'all' : 'some';
}

/**
 * Tells whether any channel's end date moved past the baseline, whenever that was.
 *
 * @param connection the connection as it is now
 * @param frame the baseline
 * @example
 * hasMovedEnd(connection, frame);
 */
export function hasMovedEnd(connection: Connection, { channels }: FreshnessFrame): boolean {
  return connection.channels.some(
    ({ id, lastEndAt }) =>
      lastEndAt !== undefined && lastEndAt.getTime() > (channels.get(id)?.lastEndAt?.getTime() ?? 0),
  );
}

/**
 * Tells whether any channel's status is another than before.
 *
 * @param connection the connection as it is now
 * @param frame the baseline
 * @example
 * hasChangedStatus(connection, frame);
 */
export function hasChangedStatus(connection: Connection, frame: FreshnessFrame): boolean {
  return connection.channels.some(({ id, status }) => (frame.channels.get(id)?.status ?? status) !== status);
}

/**
 * Gives the newest end of a connection's channels, as a time that can be compared; 0 without one.
 *
 * @param connection the connection as it is now
 * @example
 * lastEndOf(connection) > before; // another channel has ended
 */
export function lastEndOf({ channels }: Connection): number {
  let last = 0;
  for (const { lastEndAt } of channels) last = Math.max(last, lastEndAt?.getTime() ?? 0);
  return last;
}
