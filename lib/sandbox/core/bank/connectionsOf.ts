import type { OxlinState } from '../OxlinState.js';
import type { Connection } from './records.js';

/**
 * Lists a user's connections that still exist, oldest first.
 *
 * @param state the simulator
 * @param userId whose connections
 * @example
 * connectionsOf(state, '501').map(({ id }) => id);
 */
export function connectionsOf(state: OxlinState, userId: string): readonly Connection[] {
  return Object.values(state.connections).filter(
    (connection) => connection.userId === userId && connection.deletedAt === undefined,
  );
}
