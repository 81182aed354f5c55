import { openScenarios } from './bank/openScenarios.js';
import { clockMs } from './clockMs.js';
import type { OxlinConfig } from './OxlinConfig.js';
import type { Effect, OxlinState } from './OxlinState.js';
import { resolveSettings } from './resolveSettings.js';
import { applyStep } from './timeline/applyStep.js';

/**
 * Makes a simulator with one user, her connections and their past.
 *
 * @param config what it is to be; everything has a default
 * @param now the caller's clock: any number, from 0 in virtual time. Unit: ms
 * @example
 * let state = initialState({ seed: 7, startAt: Date.UTC(2026, 0, 15) }, 0);
 */
export function initialState(config: OxlinConfig, now: number): OxlinState {
  const settings = resolveSettings(config);
  const heldS = settings.scenarios.find(({ server }) => server?.clockHeldAt !== undefined)?.server?.clockHeldAt;
  const clock = { shiftMs: (config.startAt ?? now) - now, heldAt: heldS === undefined ? undefined : heldS * 1000 };
  const { username, password } = settings.credentials;
  const createdAt = Math.floor(clockMs({ clock }, now) / 1000) - 100 * 86_400;
  const empty: OxlinState = {
    settings,
    clock,
    users: { '501': { id: '501', email: username, password, createdAt } },
    grants: {},
    connections: {},
    accounts: {},
    transactions: {},
    queues: {},
    runs: [],
    events: [],
    effects: [],
    log: undefined,
    struck: undefined,
    requests: 0,
    polls: 0,
    pollsRefused: 0,
    postsRefused: 0,
    faultsInRow: 0,
    counters: { user: 502, connection: 1001, queue: 70_001, token: 1, run: 1, event: 11 },
  };
  return withHistory(openScenarios(empty, '501', now), now);
}

/** What happened before the start: events nobody has read. */
const withHistory = (state: OxlinState, now: number): OxlinState => {
  const effects = Object.values(state.connections).flatMap(({ id, script }) =>
    (script.history ?? []).map((step): Effect => ({ at: now + step.at * 1000, runId: '', connectionId: id, step })),
  );
  return [...effects].sort((a, b) => a.at - b.at).reduce((next, effect) => applyStep(next, effect), state);
};
