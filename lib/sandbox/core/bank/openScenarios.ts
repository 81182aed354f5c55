import type { OxlinState } from '../OxlinState.js';
import type { ConnectionScript } from '../script/ScenarioScript.js';
import { openConnection } from './openConnection.js';

/**
 * Gives a user the connections of all scenarios, in their order, and then what the scenarios need besides.
 *
 * @param state the simulator
 * @param userId whose connections
 * @param now the caller's clock. Unit: ms
 * @example
 * Object.keys(openScenarios(state, '501', 0).connections); // ['1001', …]
 */
export function openScenarios(state: OxlinState, userId: string, now: number): OxlinState {
  const { scenarios } = state.settings;
  const orders = [
    ...scenarios.flatMap(({ name, connections }) => connections.map((script) => [name, script] as const)),
    ...scenarios.flatMap(({ name, others = [] }) => others.map((script) => [name, script] as const)),
  ];
  return orders.reduce(
    (next, [scenario, script]: readonly [string, ConnectionScript]) =>
      openConnection(next, { userId, scenario, script, now }),
    state,
  );
}
