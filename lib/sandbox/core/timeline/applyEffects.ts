import type { OxlinState } from '../OxlinState.js';
import { applyStep } from './applyStep.js';
import { remember } from './remember.js';

/**
 * Carries out everything that was due until `now`, in order; what it causes in turn is carried out as well.
 *
 * @param state the simulator
 * @param now the caller's clock. Unit: ms
 * @example
 * applyEffects(state, now + 60_000).runs.every((run) => run.endedAt !== undefined);
 */
export function applyEffects(state: OxlinState, now: number): OxlinState {
  let current = state;
  for (let next = current.effects[0]; next !== undefined && next.at <= now; next = current.effects[0]) {
    current = remember(current, applyStep({ ...current, effects: current.effects.slice(1) }, next), next.at);
  }
  return current;
}
