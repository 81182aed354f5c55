import type { Connection } from '../bank/records.js';
import { chance } from '../chance.js';
import { clockMs } from '../clockMs.js';
import type { OxlinState, SyncRun } from '../OxlinState.js';
import { listSteps } from '../script/listSteps.js';
import type { SyncStep } from '../script/ScenarioScript.js';
import { standardSteps } from '../script/standardSteps.js';
import { endNightlySync } from './endNightlySync.js';
import { scheduleSteps } from './scheduleSteps.js';

/** Which sync starts, why, and when. */
export interface SyncOrder {
  readonly type: SyncRun['type'];
  readonly startedBy: SyncRun['startedBy'];
  /** The caller's clock. Unit: ms. */
  readonly at: number;
}

/**
 * Starts a sync: its whole time line is laid out at once from the connection's script and the seed.
 *
 * A clock that is held starts to run. The first sync of a connection with `nightlyEndedS` finds that a sync of the
 * night has ended in between.
 *
 * @param state the simulator
 * @param connectionId an existing connection
 * @param order type, origin and moment
 * @example
 * startSync(state, '1001', { type: 'ALL', startedBy: 'post', at: now });
 */
export function startSync(state: OxlinState, connectionId: string, order: SyncOrder): OxlinState {
  const released = releaseClock(state, order.at);
  const known = released.connections[connectionId];
  if (known === undefined) return released;
  const ready = endNight(released, known, order.at);
  const connection = ready.connections[connectionId] ?? known;
  const id = String(ready.counters.run);
  const { script } = connection;
  const listing = order.startedBy !== 'chain' && (order.type === 'LIST_ACCOUNTS' || script.listFirst === true);
  const run: SyncRun = {
    id,
    connectionId,
    type: listing ? 'LIST_ACCOUNTS' : 'ALL',
    startedBy: order.startedBy,
    startedAt: clockMs(ready, order.at),
    before: connection.channels,
  };
  const steps = listing ? listSteps(script) : allSteps(script, known.runs === 0);
  const stretch = script.exact ? 1 : 1 + 0.45 * chance(ready.settings.seed, ['stretch', id]);
  const shown = script.silent ? steps.filter(({ do: what }) => !SPOKEN.has(what)) : steps;
  const started = withRun(ready, connection, run);
  return scheduleSteps(withBegin(started, run, order, shown), shown, {
    runId: id,
    connectionId,
    startsAt: order.at,
    stretch,
  });
}

const SPOKEN = new Set<SyncStep['do']>(['event', 'terminal', 'raw']);

const allSteps = (script: Connection['script'], first: boolean): readonly SyncStep[] => [
  ...(script.steps ?? standardSteps(script)),
  ...(first && script.nightlyEndedS !== undefined ? [nightTerminal(script.nightlyEndedS)] : []),
  ...(script.also ?? []),
];

const nightTerminal = (endedS: number): SyncStep => ({
  at: 1,
  do: 'event',
  type: 'SYNC_ALL_SUCCESS',
  resource: 'before',
  datedS: -endedS,
});

const endNight = (state: OxlinState, connection: Connection, at: number): OxlinState => {
  const { nightlyEndedS } = connection.script;
  if (nightlyEndedS === undefined || connection.runs > 0) return state;
  return endNightlySync(state, connection, clockMs(state, at) - nightlyEndedS * 1000);
};

const releaseClock = (state: OxlinState, at: number): OxlinState =>
  state.clock.heldAt === undefined
    ? state
    : { ...state, clock: { shiftMs: state.clock.heldAt - at, heldAt: undefined } };

const withRun = (state: OxlinState, connection: Connection, run: SyncRun): OxlinState => ({
  ...state,
  counters: { ...state.counters, run: state.counters.run + 1 },
  runs: [...state.runs, run],
  connections: { ...state.connections, [connection.id]: { ...connection, runs: connection.runs + 1, seen: true } },
});

/** RUNNING shows late after a POST (the stale window), but never later than the first channel's end. */
const withBegin = (state: OxlinState, run: SyncRun, order: SyncOrder, steps: readonly SyncStep[]): OxlinState => {
  const firstEnd = Math.min(24, ...steps.flatMap((step) => (step.do === 'channel' ? [step.at] : [])));
  const { runningAfterMs, listGapMs } = state.settings.switches;
  const waitMs = run.startedBy === 'post' ? Number(runningAfterMs) : run.startedBy === 'chain' ? Number(listGapMs) : 0;
  const at = Math.min(waitMs / 1000, firstEnd * 0.8);
  const schedule = { runId: run.id, connectionId: run.connectionId, startsAt: order.at, stretch: 1 };
  return scheduleSteps(state, [{ at, do: 'begin' }], schedule);
};
