import type { Effect, OxlinState } from '../OxlinState.js';
import type { SyncStep } from '../script/ScenarioScript.js';

/** Where steps go on the time line. */
export interface StepSchedule {
  readonly runId: string;
  readonly connectionId: string;
  /** The caller's clock. Unit: ms. */
  readonly startsAt: number;
  /** Factor by which the steps' seconds are stretched. */
  readonly stretch: number;
}

/**
 * Puts the steps of a sync on the time line, in order of time and, at one moment, of writing.
 *
 * @param state the simulator
 * @param steps the steps
 * @param schedule start and stretch
 * @example
 * scheduleSteps(state, [{ at: 1, do: 'begin' }], { runId: '1', connectionId: '1001', startsAt: 0, stretch: 1 });
 */
export function scheduleSteps(state: OxlinState, steps: readonly SyncStep[], schedule: StepSchedule): OxlinState {
  const { runId, connectionId, startsAt, stretch } = schedule;
  const ends = steps.flatMap((step) => (step.do === 'channel' && step.status !== 'RUNNING' ? [step.at] : []));
  const lastEnd = ends.length === 0 ? 24 : Math.max(...ends);
  const effects = steps.map((step): Effect => {
    const seconds = step.from === 'end' ? lastEnd * stretch + step.at : step.at * stretch;
    return { at: startsAt + Math.round(seconds * 1000), runId, connectionId, step };
  });
  // Array.prototype.sort is stable: same moment, same order as written.
  return { ...state, effects: [...state.effects, ...effects].sort((a, b) => a.at - b.at) };
}
