import type { Connection } from '../bank/records.js';
import type { OxlinState } from '../OxlinState.js';

/**
 * Notes how connections stood before they changed, where the switches let looks lag behind.
 *
 * @param before the simulator before something happened
 * @param after the simulator after it
 * @param at when it happened, on the caller's clock. Unit: ms
 * @example
 * remember(state, applyStep(state, effect), effect.at);
 */
export function remember(before: OxlinState, after: OxlinState, at: number): OxlinState {
  const longestMs = looksBehindMs(after);
  if (longestMs === 0 || before.connections === after.connections) return after;
  const noted = Object.values(after.connections).flatMap((connection): readonly [string, Connection][] => {
    const was = before.connections[connection.id];
    if (was === undefined || was.channels === connection.channels) return [];
    const past = (connection.past ?? []).filter(({ until }) => until > at - longestMs);
    return [[connection.id, { ...connection, past: [...past, { until: at, channels: was.channels }] }]];
  });
  return { ...after, connections: { ...after.connections, ...Object.fromEntries(noted) } };
}

const looksBehindMs = ({ settings: { switches } }: OxlinState): number =>
  Number(switches.getLagsMs) + Number(switches.staleReplicaMs);
