import type { Lane } from '../../../store/rules/Lane.js';
import { laneTimes } from '../../../store/rules/laneTimes.js';
import { encodeLane } from './laneBody.js';
import type { SqlValue } from './SqlDriver.js';

/** The columns that `laneRow` gives, in its order. */
export const LANE_COLUMNS = [
  'ready_at',
  'head_until',
  'wake_at',
  'since',
  'leased',
  'turn',
  'is_over',
  'body',
] as const;

/**
 * Gives what the row of a lane holds beside whose it is: what it is found by, and its body.
 *
 * @param lane the lane
 * @example
 * statement.run(...laneRow(lane), place, userId);
 */
export function laneRow(lane: Lane): readonly SqlValue[] {
  const { readyAt = null, headUntil = null, wakeAt = null, since = null, isLeased, isOver } = laneTimes(lane);
  const over = isOver === undefined ? null : Number(isOver);
  return [readyAt, headUntil, wakeAt, since, isLeased ? 1 : 0, lane.turn, over, encodeLane(lane)];
}
