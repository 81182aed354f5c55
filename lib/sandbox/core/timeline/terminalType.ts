import { connectionStatus } from '../bank/connectionStatus.js';
import type { Channel } from '../bank/records.js';
import type { Switches } from '../switches/resolveSwitches.js';

/**
 * Names the event that announces the end of a sync; undefined when none does.
 *
 * @param switches the sandbox's switches
 * @param channels the connection's channels as they have ended
 * @example
 * terminalType(switches, channels); // 'SYNC_ALL_SUCCESS'
 */
export function terminalType(switches: Switches, channels: readonly Channel[]): string | undefined {
  if (connectionStatus(channels) !== 'FAILED') return 'SYNC_ALL_SUCCESS';
  return switches.failureEvent === 'none' ? undefined : switches.failureEvent;
}
