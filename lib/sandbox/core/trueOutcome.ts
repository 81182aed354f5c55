import { connectionStatus } from './bank/connectionStatus.js';
import type { Connection } from './bank/records.js';
import type { OxlinState } from './OxlinState.js';
import type { ExpectedResult } from './script/ScenarioScript.js';

const USER_ACTIONS = new Set([
  'AUTH_FAILED',
  'TOKEN_EXPIRED',
  'PASSWORD_CHANGE_REQUIRED',
  'CHALLENGE_REQUIRED',
  'USER_ACTION_REQUIRED',
]);

/**
 * Says what a client must report about a connection as things stand: the truth its outcome is measured by.
 *
 * A sync that still runs can only be reported as timed out, one that never began as not started.
 *
 * @param state the simulator
 * @param connection the connection
 * @example
 * trueOutcome(state, connection); // 'succeeded'
 */
export function trueOutcome(state: Pick<OxlinState, 'runs'>, connection: Connection): ExpectedResult {
  const status = connectionStatus(connection.channels);
  if (connection.deletedAt !== undefined || status === 'CLOSED') return 'gone';
  if (status === 'NONE') return 'notApplicable';
  const runs = state.runs.filter(({ connectionId }) => connectionId === connection.id);
  if (runs.length === 0) return 'notStarted';
  if (runs.some(({ endedAt }) => endedAt === undefined)) return 'timedOut';
  if (connection.channels.some((channel) => USER_ACTIONS.has(channel.status))) return 'actionRequired';
  if (status === 'FAILED') return 'failed';
  return status === 'PARTIAL_SUCCESS' ? 'partial' : 'succeeded';
}
